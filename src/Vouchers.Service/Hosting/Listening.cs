namespace Vouchers.Service;

/// <summary>Where the service can be reached, once it is known.</summary>
internal sealed class Listening
{
    /// <summary>The address that counters and browsers use, without a slash at its end.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>The gRPC port as this machine reaches it.</summary>
    public Uri Ledger { get; set; } = new("http://127.0.0.1:5081");

    /// <summary>What a status list's number follows to make its address, which is also the list's subject.</summary>
    public string StatusListAddress => ServiceOptions.StatusListsAt(PublicAddress);
}
