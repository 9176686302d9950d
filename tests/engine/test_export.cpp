// Room tests: what is exported opens in the real tools and says the same; nothing is left half
// written.
#include "backend/data/source.h"
#include "backend/export/format.h"
#include "backend/record/files.h"
#include "backend/record/npy.h"
#include "tests/room.h"

#include <QtTest>

#include <csignal>

using namespace lepton;

namespace {
struct Ran {
    int code = -1;
    QByteArray out, err;
};

Ran run(const QString& program, const QStringList& arguments, int milliseconds = 120000)
{
    QProcess process;
    process.start(program, arguments);
    Ran ran;
    if (!process.waitForFinished(milliseconds))
        return ran;
    ran.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

const QString lepton_program = QStringLiteral(LEPTON_EXE);
QString python() { return qEnvironmentVariable("LEPTON_PYTHON"); }

struct Written {
    const char* format;
    const char* file;
};
constexpr Written models[] = {{"torchscript", "script.pt"},
                              {"onnx", "net.onnx"},
                              {"safetensors", "net.safetensors"},
                              {"state_dict", "weights.pt"},
                              {"python", "net.py"}};
} // namespace

class TestExport : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString run_;

    QString path(const QString& name) const { return folder_.filePath(name); }
    Ran export_to(const char* format, const QString& file) const
    {
        return run(lepton_program, {"export", run_, "--format", format, "--out", file});
    }

private Q_SLOTS:
    /// LeptonNet on MNIST, stopped as soon as its first checkpoint stands.
    void initTestCase()
    {
        QVERIFY(
            QFile::copy(QStringLiteral(LEPTON_SOURCE_DIR "/resources/examples/leptonnet.lepton"),
                        path("net.lepton")));
        run_ = path("run");
        QProcess training;
        training.start(lepton_program,
                       {"train", path("net.lepton"), "--run", run_, "--epochs", "1"});
        QVERIFY(training.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(
            !QDir(run_ + "/checkpoints").entryList({"step-*.safetensors"}).isEmpty(), 60000);
        ::kill(pid_t(training.processId()), SIGINT);
        QVERIFY(training.waitForFinished(60000));
        for (const Written& model : models) {
            const Ran ran = export_to(model.format, path(model.file));
            QVERIFY2(ran.code == 0, ran.err.constData());
        }
    }

    void model_json_says_what_goes_in_and_comes_out()
    {
        QFile file(path("net.onnx.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Json json = Json::parse(file.readAll().toStdString());
        QCOMPARE(json["inputs"][0]["name"].get<std::string>(), std::string("features"));
        QCOMPARE(json["inputs"][0]["dtype"].get<std::string>(), std::string("uint8"));
        QCOMPARE(json["inputs"][0]["shape"], Json::array({"N", 1, 28, 28}));
        QCOMPARE(json["inputs"][0]["free"], Json::array({"N"}));
        QCOMPARE(json["outputs"][0]["shape"], Json::array({"N", 10}));
        QCOMPARE(json["outputs"][0]["meaning"].get<std::string>(), std::string("probabilities"));
        QCOMPARE(json["outputs"][0]["labels"].size(), std::size_t(10));
        QVERIFY(json.contains("checkpoint") && json.contains("run"));
    }

    void the_same_checkpoint_gives_the_same_bytes()
    {
        for (const Written& model : models) {
            QVERIFY(QDir().mkpath(path("again")));
            QCOMPARE(export_to(model.format, path(QStringLiteral("again/") + model.file)).code, 0);
            for (const QString& name :
                 QDir(path("again"))
                     .entryList({QStringLiteral("%1*").arg(model.file)}, QDir::Files))
                QVERIFY2(*read_file(path("again/" + name).toStdString())
                             == *read_file(path(name).toStdString()),
                         qPrintable(name));
        }
    }

    void the_real_tools_give_the_same_answers()
    {
        if (python().isEmpty())
            QSKIP("LEPTON_PYTHON is not set: exports are not opened by PyTorch, ONNX Runtime and "
                  "safetensors");
        const auto dataset = sources().find("mnist")->open(sources().find("mnist")->kind.defaults(),
                                                           {{}, resources_folder()});
        QVERIFY(dataset.ok());
        RawTensor images{"", DType::uint8, {256, 1, 28, 28}, {}};
        for (std::size_t i = 0; i < 256; ++i) {
            const auto bytes = dataset->column("features")->sample(dataset->part(Part::test)[i]);
            images.data.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        }
        QVERIFY(write_file(path("images.npy").toStdString(), to_npy(images)).ok());
        const Ran answers = run(lepton_program, {"predict", run_, path("images.npy"), "--json"});
        QVERIFY2(answers.code == 0, answers.err.constData());
        QVERIFY(write_file(path("answers.json").toStdString(), answers.out.toStdString()).ok());
        const Ran ran = run(
            python(),
            {QStringLiteral(LEPTON_SOURCE_DIR "/tests/engine/compare_exports.py"), folder_.path()});
        QVERIFY2(ran.code == 0, (ran.out + ran.err).constData());
    }

    void the_check_beside_the_model_passes_and_notices_a_change_data()
    {
        QTest::addColumn<QString>("file");
        for (const Written& model : models)
            QTest::newRow(model.format) << QString(model.file);
    }
    void the_check_beside_the_model_passes_and_notices_a_change()
    {
        if (python().isEmpty())
            QSKIP("LEPTON_PYTHON is not set: use.py is not run");
        QFETCH(QString, file);
        const Ran good = run(python(), {path(file + ".use.py")});
        QVERIFY2(good.code == 0, (good.out + good.err).constData());
        // Other answers in the sample must be noticed.
        QTemporaryDir other;
        for (const QString& name : QDir(folder_.path()).entryList({file + "*"}, QDir::Files))
            QVERIFY(QFile::copy(path(name), other.filePath(name)));
        auto arrays = from_npz(*read_file(path(file + ".sample.npz").toStdString()), "sample");
        QVERIFY(arrays.ok());
        for (RawTensor& array : *arrays)
            if (array.name.starts_with("output"))
                array.data[2] = char(array.data[2] ^ 0x40);
        QVERIFY(
            write_file(other.filePath(file + ".sample.npz").toStdString(), *to_npz(*arrays)).ok());
        QVERIFY(run(python(), {other.filePath(file + ".use.py")}).code != 0);
    }

    void the_cpp_beside_torchscript_compiles_and_agrees()
    {
        const QString torch = QStringLiteral(LEPTON_TORCH_DIR);
        const QString compiler = QStandardPaths::findExecutable("c++");
        if (compiler.isEmpty())
            QSKIP("no C++ compiler on the PATH: use.cpp is not compiled");
        const Ran compiled =
            run(compiler,
                {"-std=c++17", "-O0", path("script.pt.use.cpp"), "-o", path("use"), "-isystem",
                 torch + "/include", "-isystem", torch + "/include/torch/csrc/api/include",
                 "-L" + torch + "/lib", "-ltorch_cpu", "-lc10", "-Wl,-rpath," + torch + "/lib",
                 "-Wl,--unresolved-symbols=ignore-in-shared-libs"},
                300000);
        QVERIFY2(compiled.code == 0, compiled.err.constData());
        QProcess check;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_LIBRARY_PATH",
                           QStringLiteral(LEPTON_CUDA_DIRS) + ":"
                               + environment.value("LD_LIBRARY_PATH"));
        check.setProcessEnvironment(environment);
        check.start(path("use"), {folder_.path()});
        QVERIFY(check.waitForFinished(120000));
        QVERIFY2(check.exitCode() == 0, check.readAll().constData());
    }

    void the_cpp_beside_onnx_compiles_and_agrees()
    {
        const QString compiler = QStandardPaths::findExecutable("c++");
        if (compiler.isEmpty())
            QSKIP("no C++ compiler on the PATH: use.cpp is not compiled");
        // Its headers come with libonnxruntime-dev, or unpacked in a folder of one's own; its
        // library also with the Python package.
        const QString home = qEnvironmentVariable("LEPTON_ONNXRUNTIME");
        QStringList options{"-std=c++17", "-O0"};
        if (!home.isEmpty())
            options << "-isystem" << home + "/include"
                    << "-L" + home + "/lib"
                    << "-Wl,-rpath," + home + "/lib";
        QVERIFY(
            write_file(path("has.cpp").toStdString(), "#include <onnxruntime_cxx_api.h>\n").ok());
        if (run(compiler, options + QStringList{"-E", path("has.cpp"), "-o", path("has.i")}).code
            != 0)
            QSKIP(
                "onnxruntime_cxx_api.h was not found, so use.cpp for ONNX is not compiled: install "
                "libonnxruntime-dev, or set LEPTON_ONNXRUNTIME to an unpacked release");
        QString library = "-lonnxruntime";
        if (home.isEmpty() && !python().isEmpty()) {
            const Ran found = run(python(),
                                  {"-c",
                                   "import glob, os, onnxruntime; print(glob.glob("
                                   "os.path.dirname(onnxruntime.__file__) + "
                                   "'/capi/libonnxruntime.so*')[0])"});
            if (found.code == 0)
                library = QString::fromUtf8(found.out).trimmed();
        }
        const Ran compiled =
            run(compiler,
                options
                    + QStringList{path("net.onnx.use.cpp"), library, "-o", path("use_onnx"),
                                  "-Wl,-rpath," + QFileInfo(library).path()},
                300000);
        QVERIFY2(compiled.code == 0, compiled.err.constData());
        const Ran checked = run(path("use_onnx"), {folder_.path()});
        QVERIFY2(checked.code == 0, (checked.out + checked.err).constData());
    }

    void what_cannot_be_written_says_why()
    {
        const Ran unknown = export_to("pickle", path("net.pickle"));
        QCOMPARE(unknown.code, 2);
        QVERIFY(unknown.err.contains("onnx"));
        QVERIFY(QFile::exists(path("net.lepton")));
        const Ran missing =
            run(lepton_program,
                {"export", path("no such run"), "--format", "onnx", "--out", path("x.onnx")});
        QCOMPARE(missing.code, 2);
        QVERIFY(!QFile::exists(path("x.onnx")));
        const Ran nowhere = export_to("onnx", path("net.lepton/x.onnx"));
        QVERIFY(nowhere.code == 1);
        QVERIFY(!nowhere.err.isEmpty());
    }
};

LEPTON_TEST(TestExport)
#include "test_export.moc"
