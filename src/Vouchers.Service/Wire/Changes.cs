using Google.Protobuf;
using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>The form that most changing calls have: fields make a command, and the command is carried out.</summary>
internal static class Changes
{
    /// <summary>Reads a request into a command and carries it out, unless any field is malformed.</summary>
    /// <param name="calls">The way of every changing call.</param>
    /// <param name="context">The call.</param>
    /// <param name="request">The request as it came.</param>
    /// <param name="requestId">The request's own id, as it came.</param>
    /// <param name="read">Makes the command; what it reads in vain, the fields note.</param>
    /// <param name="map">Makes the response of an accepted command.</param>
    public static Task<TResponse> ChangeAsync<TAnswer, TResponse>(
        this LedgerCalls calls, ServerCallContext context, IMessage request, string requestId,
        Func<RequestFields, Command<TAnswer>> read, Func<TAnswer, TResponse> map)
        where TAnswer : notnull
        where TResponse : IMessage<TResponse>, new()
    {
        var fields = new RequestFields();
        var id = fields.RequestId(requestId);
        var command = read(fields);
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, id, command, map);
    }
}
