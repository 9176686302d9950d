// tests: the tests of one area share an executable, and each is started by its file's name.
#pragma once

#include <QObject>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace lepton {

/// Makes the tests of this executable, by the names of their files.
inline std::map<std::string, std::function<std::unique_ptr<QObject>()>>& tests_of_this_room()
{
    static std::map<std::string, std::function<std::unique_ptr<QObject>()>> tests;
    return tests;
}

template <class Test> bool takes_part(const char* file)
{
    return tests_of_this_room()
        .emplace(std::filesystem::path(file).stem().string(),
                 [] { return std::make_unique<Test>(); })
        .second;
}

} // namespace lepton

/// Enters the Qt Test class of a file tests/<area>/test_<subject>.cpp.
#define LEPTON_TEST(Test) LEPTON_TEST_AS(Test, __COUNTER__)
#define LEPTON_TEST_AS(Test, number) LEPTON_TEST_NAMED(Test, number)
#define LEPTON_TEST_NAMED(Test, number)                                                            \
    [[maybe_unused]] static const bool takes_part_##number = lepton::takes_part<Test>(__FILE__);
