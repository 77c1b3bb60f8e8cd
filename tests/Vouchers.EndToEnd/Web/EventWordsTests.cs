using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Web;

public sealed class EventWordsTests
{
    [Test]
    public void EveryEventOfTheBooks_IsTold_InBothLanguages()
    {
        foreach (var name in Enum.GetValues<JournalEvent>().Where(e => e != JournalEvent.None).Select(e => $"{e}"))
        {
            Assert.That(EventWords.Of(name, Tongue.Chinese), Does.Match(@"^(PIN )?\p{IsCJKUnifiedIdeographs}{2,}$"), name);
            Assert.That(EventWords.Of(name, Tongue.English), Does.Match("^[a-z ]+$"), name);
        }
    }
}
