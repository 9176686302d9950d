// A small network of convolutions on a folder of pictures: the data arrive, it learns, and it names
// the class of a picture by its folder.
#include "example_drawing.h"
#include "playground.h"
#include "tests/picture_files.h"
#include "tests/room.h"

#include <QtTest>

#include <cmath>

using namespace lepton;

namespace {
/// One convolution and one layer from a folder to its classes.
Document small_cnn(const Json& folder, int classes)
{
    Drawing d;
    const NodeId data = d.add("image_folder", folder), scale = d.add("scale"),
                 conv = d.add("conv2d", {{"filters", 8}, {"padding", {1, 1}}}),
                 relu = d.add("relu"), pool = d.add("max_pool2d", {{"kernel", {2, 2}}}),
                 flatten = d.add("flatten"), last = d.add("linear", {{"out_features", classes}}),
                 output = d.add("output", {{"activation", "softmax"}}),
                 loss = d.add("cross_entropy"), accuracy = d.add("accuracy"),
                 adam = d.add("adam", {{"lr", 0.01}});
    d.chain({data, scale, conv, relu, pool, flatten, last, output});
    d.judge(last, data, {loss, accuracy});
    d.chain({loss, adam});
    d.set("epochs", 1);
    d.set("batch", 16);
    return d.done();
}
} // namespace

class TestTrainPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_folder_is_learned_and_named()
    {
        Playground trial("");
        QVERIFY(put_dark_and_light(trial.folder() / "pictures", 60));
        // Relative to the drawing.
        trial.save(small_cnn({{"folder", "pictures"}}, 2));
        QCOMPARE(trial.lepton({"check", "FILE"}).code, 0);
        const Said trained =
            trial.lepton({"train", "FILE", "--run", "RUN", "--epochs", "20", "--json"});
        QVERIFY2(trained.code == 0, qPrintable(trained.out + trained.err));
        const Said measured = trial.lepton({"eval", "RUN", "--json"});
        QVERIFY(std::isfinite(measured.json().at("loss").get<double>()));
        QVERIFY2(measured.json().at("accuracy").get<double>() >= 0.9, qPrintable(measured.out));
        // Asked with a picture of another size, it answers with the name of a folder.
        QVERIFY(put_file(trial.folder() / "new.bmp", plain_bmp(31, 17, {230, 120, 230})));
        const Said asked = trial.lepton(
            {"predict", "RUN", QString::fromStdString((trial.folder() / "new.bmp").string())});
        QVERIFY2(asked.code == 0 && asked.out.contains("light"), qPrintable(asked.out + asked.err));
        // The classes are gone: it says so instead of training on something else.
        std::filesystem::remove_all(trial.folder() / "pictures/dark");
        const Said less = trial.lepton({"train", "FILE", "--run", "OTHER", "--json"});
        QVERIFY(less.code != 0);
    }

    void an_autoencoder_needs_no_classes()
    {
        Playground trial("");
        for (int i = 0; i < 40; ++i)
            QVERIFY(put_file(trial.folder() / "flat" / (std::to_string(i) + ".bmp"),
                             plain_bmp(4, 4, {i * 6, i * 6, i * 6})));
        Drawing d;
        const NodeId data = d.add("image_folder", {{"folder", "flat"}, {"channels", "grey"}}),
                     scale = d.add("scale"), flatten = d.add("flatten"),
                     code = d.add("linear", {{"out_features", 2}}),
                     last = d.add("linear", {{"out_features", 16}}), loss = d.add("mse_loss"),
                     adam = d.add("adam"), output = d.add("output");
        d.chain({data, scale, flatten, code, last, output});
        d.wire(last, "features", loss, "prediction");
        d.wire(flatten, "features", loss, "target");
        d.chain({loss, adam});
        d.set("epochs", 1);
        d.set("batch", 8);
        trial.save(d.done());
        const Said trained = trial.lepton({"train", "FILE", "--run", "RUN", "--json"});
        QVERIFY2(trained.code == 0, qPrintable(trained.out + trained.err));
        // A loss that wants classes says that there are none.
        trial.save(small_cnn({{"folder", "flat"}}, 2));
        const Said checked = trial.lepton({"check", "FILE"});
        QCOMPARE(checked.code, 1);
        QVERIFY2(checked.out.contains("The data have no target"), qPrintable(checked.out));
        QCOMPARE(trial.lepton({"train", "FILE", "--run", "RUN2", "--json"}).code, 1);
    }

    void the_command_line_shows_what_is_in_it()
    {
        Playground trial("");
        QVERIFY(put_dark_and_light(trial.folder() / "pictures", 10));
        const QString folder = QString::fromStdString((trial.folder() / "pictures").string());
        const Json said = trial.lepton({"data", folder, "--json"}).json();
        QCOMPARE(said.at(0).at("count").get<int>(), 20);
        QCOMPARE(said.at(0).at("classes").at(1).at("label").get<std::string>(),
                 std::string("light"));
        std::filesystem::create_directories(trial.folder() / "nothing");
        const Said empty =
            trial.lepton({"data", QString::fromStdString((trial.folder() / "nothing").string())});
        QVERIFY(empty.code != 0);
        QVERIFY2(empty.err.contains("holds no pictures"), qPrintable(empty.err));
    }

    void real_photographs_train()
    {
        const auto folder = real_data() / "cifar10-sample";
        if (!std::filesystem::exists(folder))
            QSKIP("LEPTON_TEST_DATA has no cifar10-sample: nothing was trained on photographs");
        Playground trial("");
        trial.save(small_cnn({{"folder", std::filesystem::canonical(folder).string()}}, 10));
        const Said trained = trial.lepton({"train", "FILE", "--run", "RUN", "--json"});
        QVERIFY2(trained.code == 0, qPrintable(trained.out + trained.err));
        QCOMPARE(trained.last().at("state").get<std::string>(), std::string("finished"));
        const Said measured = trial.lepton({"eval", "RUN", "--json"});
        QVERIFY2(std::isfinite(measured.json().at("loss").get<double>()), qPrintable(measured.out));
        QVERIFY(measured.json().at("loss").get<double>() < 3);
    }
};

LEPTON_TEST(TestTrainPictures)
#include "test_train_pictures.moc"
