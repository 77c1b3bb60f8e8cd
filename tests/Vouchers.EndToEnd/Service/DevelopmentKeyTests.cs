using NUnit.Framework;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>Tokens of a Development service outlive its restart.</summary>
internal sealed class DevelopmentKeyTests
{
    private string folder = null!;

    [SetUp]
    public void Make() => folder = RunningService.NewFolder();

    [TearDown]
    public void Clear() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Key_OfTheSameFolder_IsTheSame_AndItsOwnersAlone()
    {
        using var first = DevelopmentKey.In(folder);
        using var second = DevelopmentKey.In(folder);

        Assert.That(second.ExportSubjectPublicKeyInfo(), Is.EqualTo(first.ExportSubjectPublicKeyInfo()));
        var file = Directory.GetFiles(folder).Single();
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Key_OfManyThatStartAtOnce_IsOne()
    {
        var keys = new byte[16][];
        Parallel.For(0, keys.Length, i =>
        {
            using var key = DevelopmentKey.In(folder);
            keys[i] = key.ExportSubjectPublicKeyInfo();
        });

        Assert.That(keys, Is.All.EqualTo(keys[0]));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void File_ThatIsNoKey_IsRefusedWithWhatToDo()
    {
        using (DevelopmentKey.In(folder))
        {
        }

        File.WriteAllText(Directory.GetFiles(folder).Single(), "no key");
        var refused = Assert.Throws<StartRefusedException>(() => DevelopmentKey.In(folder))!;

        Assert.That(refused.Message, Does.Contain("Delete the file"));
    }
}
