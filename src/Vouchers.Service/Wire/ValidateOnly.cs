using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Vouchers.Service;

/// <summary>Requests that ask for a judgement alone (AIP-163): all that have the field, at any endpoint.</summary>
internal static class ValidateOnly
{
    private const string FieldName = "validate_only";

    // Looking a field up by its name costs more than all else that this does to a redemption.
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> Fields = new();

    /// <summary>
    /// The request that would be carried out, where only a judgement is asked; null where it is to be carried out.
    /// </summary>
    public static IMessage? Judged(IMessage request)
    {
        var field = Fields.GetOrAdd(request.Descriptor, message => message.FindFieldByName(FieldName));
        if (field is null || !(bool)field.Accessor.GetValue(request))
            return null;
        var judged = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        field.Accessor.Clear(judged);
        return judged;
    }
}
