namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    private static readonly Guid Request = new("0199c0de-0000-7000-8000-00000000cafe");

    [Test]
    public async Task Answers_ComeBackByteForByte()
    {
        var (one, two) = (Town.Answer(Request, 1), Town.Answer(Guid.NewGuid(), 2));
        await CommittedAsync(Town.Batch([], answers: [one, two]));

        var found = await AnswersAsync(Guid.NewGuid(), two.RequestId, one.RequestId);

        Assert.That(found, Has.Count.EqualTo(2));
        foreach (var answer in new[] { one, two })
        {
            var same = found.Single(f => f.RequestId == answer.RequestId);
            Assert.That(same.Bytes.ToArray(), Is.EqualTo(answer.Bytes.ToArray()));
            Assert.That(same.ContentHash.ToArray(), Is.EqualTo(answer.ContentHash.ToArray()));
            Assert.That((same.Refused, same.At), Is.EqualTo((answer.Refused, answer.At)));
        }
    }

    [Test]
    public async Task Answers_SameRequestTwice_IsLostRaceAndKeepsTheFirst()
    {
        await CommittedAsync(Town.Batch([], answers: [Town.Answer(Request, 1)]));

        await LostAsync(Town.Batch(
            [Town.New(Town.Voucher(1))], answers: [Town.Answer(Guid.NewGuid(), 2), Town.Answer(Request, 3)]));

        Assert.That((await AnswersAsync(Request)).Single().Bytes.Span[0], Is.EqualTo(1));
        Assert.That(await Store.FindAsync(Ids.Voucher(1), default), Is.Null);
    }

    [Test]
    public async Task ForgetAnswers_DropsTheOldestFirst()
    {
        var answers = Enumerable.Range(0, 5)
            .Select(hour => Town.Answer(Guid.NewGuid(), 1, Town.Start + TimeSpan.FromHours(hour))).ToArray();
        var ids = answers.Select(a => a.RequestId).ToArray();
        await CommittedAsync(Town.Batch([], answers: [answers[2], answers[0], answers[4]]));
        await CommittedAsync(Town.Batch([], answers: [answers[1], answers[3]]));
        var cut = Town.Start + TimeSpan.FromHours(3);

        Assert.That(await Store.ForgetAnswersAsync(cut, 2, default), Is.EqualTo(2));
        Assert.That((await AnswersAsync(ids)).Select(a => a.RequestId), Is.EquivalentTo(ids[2..]));
        Assert.That(await Store.ForgetAnswersAsync(cut, 2, default), Is.EqualTo(1));
        Assert.That(await Store.ForgetAnswersAsync(cut, 2, default), Is.Zero);
        Assert.That((await AnswersAsync(ids)).Select(a => a.RequestId), Is.EquivalentTo(ids[3..]));
        await CommittedAsync(Town.Batch([], answers: [Town.Answer(ids[0], 9)]));
    }
}
