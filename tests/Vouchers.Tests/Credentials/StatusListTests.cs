using System.IO.Compression;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class StatusListTests
{
    private static PublishedStatusList Publish(StatusList statuses) =>
        new("https://vouchers.example/status/3", Sample.Now, Sample.Now.AddDays(1), TimeSpan.FromMinutes(5), statuses,
            [new("WZ26", "温州项目制培训", "CNY")]);

    private static StatusListFault FaultOf(byte[] bytes, TrustList? trust = null)
    {
        var read = PublishedStatusList.TryRead(bytes, trust ?? Sample.Trust, out _, out var fault);
        var (list, same) = Sample.Awaited(
            PublishedStatusList.ReadAsync(bytes, trust ?? Sample.Trust, Sample.Signatures));
        Assert.That((list is not null, same), Is.EqualTo((read, fault)), "async");
        return fault;
    }

    [Test]
    public void Build_ExampleOfTheDraft_HasItsBytes()
    {
        // Section 4.1 of draft-ietf-oauth-status-list: 12 statuses of two bits are the bytes C9 44 F9.
        int[] statuses = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
        var list = StatusList.Build(statuses.Select((status, index) => (index, (VoucherStatus)status)), 12);
        using var zlib = new ZLibStream(new MemoryStream(list.Deflate()), CompressionMode.Decompress);
        using var bits = new MemoryStream();
        zlib.CopyTo(bits);
        Assert.That(Convert.ToHexString(bits.ToArray()), Is.EqualTo("C944F9"));
    }

    [Test]
    public void TryRead_OneMillionVouchersOfWhichOnePercentSet_RoundTripsInFewBytes()
    {
        var random = new Random(2);
        var set = Enumerable.Range(0, 10_000)
            .Select(_ => (Index: random.Next(1_000_000), Status: (VoucherStatus)random.Next(1, 4)))
            .DistinctBy(entry => entry.Index).ToDictionary(entry => entry.Index, entry => entry.Status);
        var published = Publish(StatusList.Build(set.Select(entry => (entry.Key, entry.Value)), 1_000_000));
        var bytes = published.SignedBy(Sample.StatusList);
        TestContext.Out.WriteLine($"{bytes.Length} bytes");
        Assert.That(bytes, Has.Length.LessThan(20_000));
        Assert.That(PublishedStatusList.TryRead(bytes, Sample.Trust, out var read, out _), Is.True);
        Assert.That(read!.Programmes, Is.EqualTo(published.Programmes));
        Assert.That(
            read with { Statuses = published.Statuses, Programmes = published.Programmes }, Is.EqualTo(published));
        for (var index = 0; index < 1_000_000; index++)
        {
            if (read.Statuses[index] != set.GetValueOrDefault(index))
                Assert.Fail($"{index}");
        }
    }

    [Test]
    public void Indexer_OutsideOfTheList_IsInvalid()
    {
        var list = StatusList.Build([], 5);
        Assert.That(list.Size, Is.EqualTo(8));
        Assert.That((list[0], list[7]), Is.EqualTo((VoucherStatus.Valid, VoucherStatus.Valid)));
        Assert.That((list[-1], list[8], list[int.MaxValue]),
            Is.EqualTo((VoucherStatus.Invalid, VoucherStatus.Invalid, VoucherStatus.Invalid)));
    }

    [Test]
    public void Build_SameIndexTwice_TheLaterCounts()
    {
        var list = StatusList.Build([(2, VoucherStatus.Redeemed), (2, VoucherStatus.Suspended)], 4);
        Assert.That(list[2], Is.EqualTo(VoucherStatus.Suspended));
    }

    [TestCase(0, 0, 0)]
    [TestCase(StatusList.MaximumSize + 1, 0, 0)]
    [TestCase(4, 4, 0)]
    [TestCase(4, -1, 0)]
    [TestCase(4, 0, 4)]
    public void Build_OutOfRange_Throws(int size, int index, int status) =>
        Assert.That(() => StatusList.Build([(index, (VoucherStatus)status)], size),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void TryRead_InflateBomb_IsRefused()
    {
        // 200 MB of zeroes deflate to 200 kB, signed by a key that we trust.
        Assert.That(FaultOf(Signed(Zlib(200_000_000))), Is.EqualTo(StatusListFault.BadCompression));
        Assert.That(FaultOf(Signed(Zlib(StatusList.MaximumSize / 4 + 1))), Is.EqualTo(StatusListFault.BadCompression));
        Assert.That(FaultOf(Signed(Zlib(StatusList.MaximumSize / 4))), Is.EqualTo(StatusListFault.None));
        Assert.That(FaultOf(Signed([1, 2, 3])), Is.EqualTo(StatusListFault.BadCompression));
        Assert.That(FaultOf(Signed([])), Is.EqualTo(StatusListFault.BadCompression));
    }

    [Test]
    public void SignedBy_FullListOfNoise_StaysWithinTheBound()
    {
        var random = new Random(3);
        var noise = Enumerable.Range(0, StatusList.MaximumSize).Select(i => (i, (VoucherStatus)random.Next(4)));
        var bytes = Publish(StatusList.Build(noise, StatusList.MaximumSize)).SignedBy(Sample.StatusList);
        Assert.That(bytes, Has.Length.LessThanOrEqualTo(PublishedStatusList.MaximumBytes));
        Assert.That(FaultOf(bytes), Is.EqualTo(StatusListFault.None));
    }

    [Test]
    public void TryRead_OtherKey_IsNotTrusted()
    {
        var published = Publish(StatusList.Build([], 4));
        Assert.That(FaultOf(published.SignedBy(Sample.Voucher)), Is.EqualTo(StatusListFault.NotTrusted));
        Assert.That(FaultOf(published.SignedBy(Sample.NewSigner())), Is.EqualTo(StatusListFault.NotTrusted));
        var stolen = Sample.Key(Sample.StatusList, KeyUse.StatusList) with { CompromisedAt = Sample.Now };
        Assert.That(FaultOf(published.SignedBy(Sample.StatusList), Sample.TrustOf(stolen)),
            Is.EqualTo(StatusListFault.NotTrusted));
    }

    [Test]
    public void TryRead_OtherShape_IsMalformed()
    {
        Assert.That(FaultOf(Signed(Zlib(4), bits: 1)), Is.EqualTo(StatusListFault.Malformed));
        Assert.That(FaultOf(Sample.Trust.SignedBy(Sample.StatusList)), Is.EqualTo(StatusListFault.Malformed));
        Assert.That(FaultOf(CoseSign1.Sign(CoseType.StatusList, [0xA0], Sample.StatusList)),
            Is.EqualTo(StatusListFault.Malformed));
        Assert.That(FaultOf(new byte[PublishedStatusList.MaximumBytes + 1]), Is.EqualTo(StatusListFault.Malformed));
    }

    private static byte[] Zlib(int zeroes)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.SmallestSize))
            zlib.Write(new byte[zeroes]);
        return deflated.ToArray();
    }

    private static byte[] Signed(byte[] deflated, int bits = 2) => CoseSign1.Sign(CoseType.StatusList, Crafted.Cbor(w =>
    {
        w.WriteStartMap(6);
        w.WriteInt32(2);
        w.WriteTextString("https://vouchers.example/status/3");
        w.WriteInt32(4);
        w.WriteInt64(Sample.Now.AddDays(1).ToUnixTimeSeconds());
        w.WriteInt32(6);
        w.WriteInt64(Sample.Now.ToUnixTimeSeconds());
        w.WriteInt32(65533);
        w.WriteStartMap(2);
        w.WriteTextString("lst");
        w.WriteByteString(deflated);
        w.WriteTextString("bits");
        w.WriteInt32(bits);
        w.WriteEndMap();
        w.WriteInt32(65534);
        w.WriteInt32(300);
        w.WriteInt32(-65539);
        w.WriteStartArray(0);
        w.WriteEndArray();
        w.WriteEndMap();
    }), Sample.StatusList);
}
