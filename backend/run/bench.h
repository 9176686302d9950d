// Room backend/run: the trainings and predictions that `lepton bench` measures against PyTorch.
#pragma once

#include "nodes/json.h"
#include "nodes/problem.h"

#include <memory>
#include <string>

namespace lepton {

/// What is measured. The graphs are those of tests/bench/peer.py: "small" 20-64-64-1 with BCE,
/// "mlp" 784-512-256-128-10 and "cnn" conv32-pool-conv64-pool-128-10 on MNIST.
struct BenchTask {
    std::string graph = "small";
    std::string mode = "plan"; ///< "plan", "plain" (without fused kernels), "nodes", "predict",
                               ///< "straight" (the same ATen calls by hand)
    int threads = 1;
    std::string device = "cpu"; ///< "cpu", "cuda" or "cuda:1"
};

/// One thing that can be run again and again.
class Bench {
public:
    virtual ~Bench() = default;
    /// Prepares everything and makes the first 100 steps.
    static Result<std::unique_ptr<Bench>> make(const BenchTask& task);

    /// What PyTorch computes too from the same seed. A training: "first", mean loss of steps 1 to
    /// 10, and "check", of steps 91 to 100, where Adam has made other roundings visible. A
    /// prediction: "check", the sum of its answer.
    virtual Json checks() const = 0;
    /// Works for about so many seconds: samples per second, time per step, memory.
    virtual Json timed(double seconds) = 0;
    /// The plan in words, empty where there is none.
    virtual std::string text() { return {}; }
};

} // namespace lepton
