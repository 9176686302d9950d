// The parts of the CUDA library that work without a GPU: when a step is recorded, and the index
// arithmetic of the gather kernel.
#include "backend/cuda/gather_index.h"
#include "backend/run/engine.h"
#include "backend/run/repeated.h"
#include "tape.h"
#include "tests/room.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace lepton;

class TestCudaParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start_engine(1); }

    void work_is_recorded_after_it_ran_three_times()
    {
        struct Played final : Recording {
            int& times;
            explicit Played(int& t)
                : times(t)
            {
            }
            void replay() override { ++times; }
        };
        int ran = 0, recorded = 0, played = 0;
        Repeated repeated([&](const std::function<void()>& work) {
            ++recorded;
            work();
            return std::make_unique<Played>(played);
        });
        for (int i = 0; i < 7; ++i)
            repeated.run([&] { ++ran; });
        QCOMPARE(ran, 3 + 1); // the last one was recorded
        QCOMPARE(recorded, 1);
        QCOMPARE(played, 4);
        QVERIFY(repeated.replays());
    }

    void work_that_reads_a_number_goes_on_unrecorded()
    {
        at::Tensor sum = at::zeros({}, at::kFloat);
        Repeated repeated(record_on_tape);
        for (int i = 0; i < 8; ++i)
            repeated.run([&] {
                sum.add_(1);
                if (sum.item<double>() > 100)
                    sum.zero_();
            });
        QCOMPARE(sum.item<double>(), 8.0); // the attempt to record left nothing behind
        QVERIFY(!repeated.replays());
        QVERIFY(QString::fromStdString(repeated.given_up()).contains("a number was read"));
    }

    void the_gather_kernel_finds_what_index_select_finds_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<qint64>("columns");
        const std::map<const char*, at::ScalarType> types{{"bytes", at::kByte},
                                                          {"shorts", at::kShort},
                                                          {"floats", at::kFloat},
                                                          {"longs", at::kLong}};
        for (const auto& [name, type] : types)
            for (const qint64 width :
                 {qint64(1), qint64(3), qint64(4), qint64(6), qint64(16), qint64(784)})
                QTest::addRow("%s, %lld", name, width) << static_cast<int>(type) << width;
    }
    void the_gather_kernel_finds_what_index_select_finds()
    {
        QFETCH(int, type);
        QFETCH(qint64, columns);
        const auto width = static_cast<std::int64_t>(columns);
        at::manual_seed(3);
        const at::Tensor all =
            at::randint(0, 250, {50, width}, static_cast<at::ScalarType>(type)).contiguous();
        const at::Tensor indices = at::tensor({49, 0, 7, 7, 31, 12, 48}, at::kLong);
        const at::Tensor expected = at::index_select(all, 0, indices);
        at::Tensor found = at::zeros_like(expected);
        const auto* which = indices.const_data_ptr<std::int64_t>();
        const std::int64_t bytes = width * static_cast<std::int64_t>(all.element_size());
        const std::int64_t piece =
            cuda::piece_bytes(bytes, reinterpret_cast<std::uintptr_t>(all.const_data_ptr()),
                              reinterpret_cast<std::uintptr_t>(found.const_data_ptr()));
        QCOMPARE(bytes % piece, std::int64_t(0));
        QVERIFY(piece == 16 || bytes % (2 * piece) != 0); // tensors start on 64 bytes
        struct alignas(16) Sixteen {
            std::uint64_t halves[2];
        };
        const auto copy = [&](auto unit) {
            using T = decltype(unit);
            const auto* from = static_cast<const T*>(all.const_data_ptr());
            auto* to = static_cast<T*>(found.mutable_data_ptr());
            const auto units = static_cast<std::uint32_t>(bytes / piece);
            for (std::uint32_t i = 0; i < 7 * units; ++i)
                cuda::copy_one<T, std::uint32_t>(i, from, which, to, units);
        };
        switch (piece) {
        case 16:
            copy(Sixteen{});
            break;
        case 8:
            copy(std::uint64_t{});
            break;
        case 4:
            copy(std::uint32_t{});
            break;
        case 2:
            copy(std::uint16_t{});
            break;
        default:
            copy(std::uint8_t{});
        }
        QVERIFY(at::equal(found, expected));
        if (type != static_cast<int>(at::kByte))
            return;
        const at::Tensor numbers = expected.to(at::kFloat).div(255);
        at::Tensor made = at::zeros_like(numbers);
        const auto* from = all.const_data_ptr<std::uint8_t>();
        for (std::int64_t i = 0; i < 7 * width; ++i)
            cuda::convert_one<float, std::int64_t>(i, from, which, made.mutable_data_ptr<float>(),
                                                   width, 255);
        QVERIFY(at::equal(made, numbers));
        if (width % 4 != 0)
            return;
        made.zero_();
        for (std::uint32_t i = 0; i < 7 * width / 4; ++i)
            cuda::convert_four<float, std::uint32_t>(i, from, which, made.mutable_data_ptr<float>(),
                                                     static_cast<std::uint32_t>(width), 255);
        QVERIFY(at::equal(made, numbers));
    }
};

LEPTON_TEST(TestCudaParts)
#include "test_cuda_parts.moc"
