using System.Net;

namespace Vouchers.Service;

/// <summary>The database engine.</summary>
public enum StoreProvider
{
    /// <summary>One file in the data folder; the default.</summary>
    Sqlite = 0,
    SqlServer = 1,
}

/// <summary>
/// Everything that can be set about the service. Read from the section <c>Vouchers</c> of appsettings.json and
/// then from environment variables: <see cref="GrpcPort"/> is <c>VOUCHERS_GRPC_PORT</c>, and so on for each.
/// </summary>
public sealed record ServiceOptions
{
    /// <summary>Development has a token issuer, reflection and readable logs; all else is Production.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>The address to listen on; <c>0.0.0.0</c> or <c>::</c> for every interface.</summary>
    public string BindAddress { get; init; } = "127.0.0.1";

    /// <summary>The port for native gRPC over HTTP/2 without TLS; 0 takes a free one.</summary>
    public int GrpcPort { get; init; } = 5081;

    /// <summary>The port for gRPC-Web, JSON and pages over HTTP/1.1; 0 takes a free one.</summary>
    public int WebPort { get; init; } = 5080;

    /// <summary>
    /// The address that counters and browsers use, e.g. <c>https://vouchers.example.org</c>; that of the web port
    /// when unset, which Production allows only where one address is listened on. It goes into trust lists and
    /// status lists.
    /// </summary>
    public string? PublicAddress { get; init; }

    /// <summary>Where the database file is, unless a connection string says otherwise.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Where the signing keys are; the folder <c>keys</c> of the data folder when unset.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>Opens the key files. Required in Production.</summary>
    public string? KeysPassphrase { get; init; }

    /// <summary>The database engine.</summary>
    public StoreProvider Store { get; init; }

    /// <summary>The database; required for SQL Server, a file in the data folder when unset for SQLite.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The address of the OpenID Connect issuer, e.g. <c>https://login.example.org/city</c>.</summary>
    public string? OidcAuthority { get; init; }

    /// <summary>What a token's <c>aud</c> must name.</summary>
    public string OidcAudience { get; init; } = "vouchers";

    /// <summary>
    /// What the issuer knows this service's pages by; outside of Development nobody signs in to them where it is unset.
    /// </summary>
    public string? OidcClientId { get; init; }

    /// <summary>The secret of that client; unset for a public one, which PKCE protects alone.</summary>
    public string? OidcClientSecret { get; init; }

    /// <summary>The scopes that a sign-in asks for, with spaces between; one of them must be <c>openid</c>.</summary>
    public string OidcScopes { get; init; } = "openid";

    /// <summary>The claim that holds the role.</summary>
    public string RoleClaim { get; init; } = "role";

    /// <summary>Tolerated difference between the issuer's clock and ours, in seconds.</summary>
    public int ClockSkewSeconds { get; init; } = 5;

    /// <summary>Commands that may wait; a call beyond is refused at once.</summary>
    public int QueueLimit { get; init; } = 8_192;

    /// <summary>The most commands of one commit.</summary>
    public int BatchLimit { get; init; } = 512;

    /// <summary>Seconds between two looks for lapsed vouchers and reservations; 0 never looks.</summary>
    public int ExpiryIntervalSeconds { get; init; } = 30;

    /// <summary>Seconds between two looks for bulk issues to go on with; 0 never looks.</summary>
    public int BulkIssueIntervalSeconds { get; init; } = 2;

    /// <summary>
    /// Seconds between two looks for payout batches to collect or to free; a batch that is made or cancelled here is
    /// looked at at once. 0 never looks, so that no batch is ever collected.
    /// </summary>
    public int PayoutIntervalSeconds { get; init; } = 2;

    /// <summary>Hours between two looks for keys to renew; 0 never looks.</summary>
    public int KeyRotationIntervalHours { get; init; } = 1;

    /// <summary>
    /// Seconds between two signatures under the journal's head; at a stop it is signed besides. 0 never signs. What
    /// was written since the last one could be rewritten unseen.
    /// </summary>
    public int CheckpointIntervalSeconds { get; init; } = 600;

    /// <summary>Days after which the answer to a request is forgotten; 0 keeps each for good.</summary>
    public int AnswerRetentionDays { get; init; } = 30;

    /// <summary>Failed PINs and codes of one caller before further ones must wait.</summary>
    public int AttemptLimit { get; init; } = 10;

    /// <summary>Seconds after which one of the failed attempts is forgiven.</summary>
    public int AttemptRefillSeconds { get; init; } = 30;

    /// <summary>Redemptions that a counter may accept while its line is down.</summary>
    public int LeaseCount { get; init; } = 50;

    /// <summary>What they may add up to, in minor units of <see cref="LeaseCurrency"/>.</summary>
    public long LeaseSumMinorUnits { get; init; } = 5_000_000;

    /// <summary>The ISO 4217 code of the sum.</summary>
    public string LeaseCurrency { get; init; } = "CNY";

    /// <summary>Hours for which it may do so, 24 to 72.</summary>
    public int LeaseHours { get; init; } = 48;

    /// <summary>Minutes for which a code that makes a browser a counter device holds.</summary>
    public int DeviceCodeMinutes { get; init; } = 15;

    /// <summary>How long a stopping service waits for calls that run, in seconds.</summary>
    public int ShutdownTimeoutSeconds { get; init; } = 30;

    /// <summary>True in Development.</summary>
    public bool IsDevelopment => string.Equals(Environment, "Development", StringComparison.OrdinalIgnoreCase);

    /// <summary>The database as it applies: the path of a file, or a connection string.</summary>
    public string EffectiveConnection =>
        string.IsNullOrEmpty(ConnectionString) ? Path.Combine(DataFolder, "vouchers.db") : ConnectionString;

    /// <summary>True where browsers come over TLS.</summary>
    public bool IsSecure => PublicAddress?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>True where people sign in to the pages at the issuer.</summary>
    public bool HasCitySignIn => !string.IsNullOrEmpty(OidcClientId);

    /// <summary>True where the pages' sign-in asks only who somebody is.</summary>
    public bool HasDemoSignIn => IsDevelopment && string.IsNullOrEmpty(OidcAuthority);

    internal string[] Scopes => OidcScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The keys' folder as it applies.</summary>
    public string EffectiveKeysFolder => KeysFolder ?? Path.Combine(DataFolder, "keys");

    /// <summary>What a status list's number follows to make its address, where this is the public address.</summary>
    public static string StatusListsAt(string publicAddress) => $"{publicAddress.TrimEnd('/')}/v1/status-lists/";

    /// <summary>Reads appsettings.json in a folder, where there is one, and the environment variables.</summary>
    /// <exception cref="StartRefusedException">A value is not of its kind.</exception>
    public static ServiceOptions Load(string folder) => From(
        new ConfigurationBuilder()
            .SetBasePath(folder)
            .AddJsonFile("appsettings.json", optional: true)
            .AddInMemoryCollection(FromEnvironment())
            .Build());

    /// <summary>Reads the section <c>Vouchers</c>.</summary>
    /// <exception cref="StartRefusedException">A value is not of its kind.</exception>
    public static ServiceOptions From(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection("Vouchers").Get<ServiceOptions>() ?? new ServiceOptions();
        }
        catch (InvalidOperationException e)
        {
            var setting = Array.Find(typeof(ServiceOptions).GetProperties(),
                p => e.Message.Contains($"'Vouchers:{p.Name}'", StringComparison.OrdinalIgnoreCase));
            if (setting is null)
                throw new StartRefusedException($"A setting cannot be read: {e.Message}", e);
            var wanted = setting.PropertyType.IsEnum
                ? $"one of {string.Join(", ", Enum.GetNames(setting.PropertyType))}"
                : "a whole number";
            throw new StartRefusedException($"{Variable(setting.Name)} is "
                + $"'{configuration[$"Vouchers:{setting.Name}"]}'; it must be {wanted}.", e);
        }
    }

    /// <summary>Judges the settings together.</summary>
    /// <exception cref="StartRefusedException">The first fault, and what to do about it.</exception>
    public void Validate()
    {
        Require(IPAddress.TryParse(BindAddress, out _), nameof(BindAddress),
            $"'{BindAddress}' is not an IP address; use 127.0.0.1 for this machine alone, 0.0.0.0 for every one");
        foreach (var (name, port) in ((string, int)[])[(nameof(GrpcPort), GrpcPort), (nameof(WebPort), WebPort)])
            Require(port is >= 0 and <= 65_535, name, $"must be 0 to 65535, is {port}");
        Require(GrpcPort == 0 || GrpcPort != WebPort, nameof(WebPort),
            $"is {WebPort} like {Variable(nameof(GrpcPort))}; native gRPC needs a port of its own");
        foreach (var (name, value) in Positive())
            Require(value > 0, name, $"must be 1 or more, is {value}");
        foreach (var (name, value) in NotNegative())
            Require(value >= 0, name, $"must be 0 or more, is {value}");
        Require(LeaseSumMinorUnits > 0, nameof(LeaseSumMinorUnits), $"must be 1 or more, is {LeaseSumMinorUnits}");
        Require(LeaseHours is >= 24 and <= 72, nameof(LeaseHours), $"must be 24 to 72, is {LeaseHours}");
        Require(Ledger.Currency.TryParse(LeaseCurrency, out _), nameof(LeaseCurrency),
            $"'{LeaseCurrency}' is not a currency; use an ISO 4217 code such as CNY");
        ValidateStore();
        Require(!string.IsNullOrWhiteSpace(OidcAudience), nameof(OidcAudience), "must not be empty");
        if (!IsDevelopment)
            ValidateProduction();
        ValidateSignIn();
    }

    /// <summary>Judges the settings of the database alone.</summary>
    /// <exception cref="StartRefusedException">The first fault, and what to do about it.</exception>
    internal void ValidateStore() => Require(
        Store != StoreProvider.SqlServer || !string.IsNullOrWhiteSpace(ConnectionString),
        nameof(ConnectionString), "must be set for SQL Server");

    /// <summary>The environment variable of a setting: <c>GrpcPort</c> is <c>VOUCHERS_GRPC_PORT</c>.</summary>
    public static string Variable(string setting) => "VOUCHERS_" + string.Concat(
        setting.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{c}")).ToUpperInvariant();

    private static IEnumerable<KeyValuePair<string, string?>> FromEnvironment()
    {
        const string Prefix = "VOUCHERS_";
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                yield return new("Vouchers:" + name[Prefix.Length..].Replace("_", "", StringComparison.Ordinal),
                    variable.Value as string);
        }
    }

    private static void Require(bool holds, string setting, string fault)
    {
        if (!holds)
            throw new StartRefusedException($"{Variable(setting)} {fault}.");
    }

    private (string, int)[] Positive() =>
    [
        (nameof(QueueLimit), QueueLimit), (nameof(BatchLimit), BatchLimit), (nameof(AttemptLimit), AttemptLimit),
        (nameof(AttemptRefillSeconds), AttemptRefillSeconds), (nameof(LeaseCount), LeaseCount),
        (nameof(DeviceCodeMinutes), DeviceCodeMinutes),
    ];

    private (string, int)[] NotNegative() =>
    [
        (nameof(ExpiryIntervalSeconds), ExpiryIntervalSeconds),
        (nameof(BulkIssueIntervalSeconds), BulkIssueIntervalSeconds),
        (nameof(PayoutIntervalSeconds), PayoutIntervalSeconds),
        (nameof(KeyRotationIntervalHours), KeyRotationIntervalHours),
        (nameof(CheckpointIntervalSeconds), CheckpointIntervalSeconds),
        (nameof(AnswerRetentionDays), AnswerRetentionDays), (nameof(ClockSkewSeconds), ClockSkewSeconds),
        (nameof(ShutdownTimeoutSeconds), ShutdownTimeoutSeconds),
    ];

    private void ValidateSignIn()
    {
        Require(HasCitySignIn || string.IsNullOrEmpty(OidcClientSecret), nameof(OidcClientId),
            $"must be set where {Variable(nameof(OidcClientSecret))} is: it names the client that the secret is of");
        if (!HasCitySignIn)
            return;
        Require(!string.IsNullOrWhiteSpace(OidcAuthority), nameof(OidcAuthority),
            $"must name the OpenID Connect issuer that knows the client '{OidcClientId}'");
        Require(Scopes.Contains("openid"), nameof(OidcScopes), $"must have openid in it, is '{OidcScopes}'");
        Require(IsSecure || IsLoopbackAlone, nameof(PublicAddress),
            "must be the https address that browsers use, because people sign in to the pages there");
    }

    // Browsers take loopback for safe without TLS.
    private bool IsLoopbackAlone => PublicAddress is { Length: > 0 } address
        ? Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback
        : IPAddress.IsLoopback(IPAddress.Parse(BindAddress));

    private void ValidateProduction()
    {
        Require(!string.IsNullOrWhiteSpace(OidcAuthority), nameof(OidcAuthority),
            "must name the OpenID Connect issuer whose tokens are accepted; to try the service on this machine, "
            + "set VOUCHERS_ENVIRONMENT=Development instead");
        Require(Uri.TryCreate(OidcAuthority, UriKind.Absolute, out var authority)
            && (authority.Scheme == Uri.UriSchemeHttps
                || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)),
            nameof(OidcAuthority), $"'{OidcAuthority}' is not an https address");
        Require(!string.IsNullOrEmpty(KeysPassphrase), nameof(KeysPassphrase),
            "must be set, because the signing keys are kept encrypted");
        var bind = IPAddress.Parse(BindAddress);
        var isWildcard = bind.Equals(IPAddress.Any) || bind.Equals(IPAddress.IPv6Any);
        Require(!isWildcard || !string.IsNullOrWhiteSpace(PublicAddress), nameof(PublicAddress),
            "must be set to the address that counters use, e.g. https://vouchers.example.org, "
            + $"because {BindAddress} is every interface and no address to call");
    }
}
