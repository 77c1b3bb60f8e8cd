using Google.Protobuf;
using Google.Protobuf.Reflection;
using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Tests.Contracts;

/// <summary>What was written beside the generated code says the same as the protos.</summary>
public sealed class ContractTests
{
    private static IEnumerable<MessageDescriptor> Messages => typeof(IChangeRequest).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IMessage)) && type.IsClass)
        .Select(type => ((IMessage)Activator.CreateInstance(type)!).Descriptor);

    [Test]
    public void RequestsWithAnId_AreChangeRequests() => Assert.That(
        Messages.Where(message => message.ClrType.IsAssignableTo(typeof(IChangeRequest)))
            .Select(message => message.Name),
        Is.Not.Empty.And.EquivalentTo(Messages
            .Where(message => message.Name.EndsWith("Request", StringComparison.Ordinal)
                && message.FindFieldByName("request_id") is not null)
            .Select(message => message.Name)));

    [Test]
    public void ReasonWords_AreTheNamesInTheProto()
    {
        var values = CommonReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(RefusalReason)).Values;

        Assert.That(
            values.Select(value => $"REFUSAL_REASON_{ReasonWords.Of((RefusalReason)value.Number)}"),
            Is.EqualTo(values.Select(value => value.Name)));
    }
}
