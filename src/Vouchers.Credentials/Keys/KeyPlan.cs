namespace Vouchers.Credentials;

/// <summary>What becomes of the keys in one change. Used while the folder is locked.</summary>
internal sealed class KeyPlan(KeyVault vault, IEnumerable<KeyEntry> before, DateTimeOffset now)
{
    private readonly List<KeyEntry> keys = [.. before];

    public IReadOnlyList<KeyEntry> Keys => keys;

    /// <summary>The uses of which a key's period ends within this time.</summary>
    public IEnumerable<KeyUse> Due(TimeSpan ahead) =>
        Enum.GetValues<KeyUse>().Where(use => SuccessionOf(keys, use) is { } end && end <= now + ahead);

    /// <summary>When the last key of a use has signed for its period; null for the root, which has none.</summary>
    public static DateTimeOffset? SuccessionOf(IEnumerable<KeyEntry> keys, KeyUse use) =>
        KeyUses.Period(use) is { } period
        && keys.Where(key => key.Use == use && key.CompromisedAt is null).MaxBy(key => key.NotBefore) is { } last
            ? last.NotBefore + period
            : null;

    /// <summary>Adds one successor after another, until those of this time ahead are there.</summary>
    public IEnumerable<KeyId> AddDue(TimeSpan ahead)
    {
        while (Due(ahead).ToList() is { Count: > 0 } uses)
        {
            foreach (var use in uses)
            {
                var due = SuccessionOf(keys, use)!.Value;
                yield return AddSuccessor(use, due > now ? due : now);
            }
        }
    }

    /// <summary>Lets a key of this use sign from now on, in place of the one that does.</summary>
    public KeyId PutIntoForce(KeyUse use)
    {
        // The first successor that is published already is the better choice: devices know it.
        var next = keys.FindIndex(key => key.Use == use && key.CompromisedAt is null && key.NotBefore > now);
        if (next < 0)
            return AddSuccessor(use, now);
        keys[next] = keys[next] with { NotBefore = now };
        Retire(use, now, except: keys[next]);
        return KeyId.Parse(keys[next].KeyId);
    }

    /// <summary>False when there is no such key, or it is the root.</summary>
    public bool Revoke(KeyId keyId, DateTimeOffset since)
    {
        var at = keys.FindIndex(key => key.KeyId == keyId.ToString());
        if (at < 0 || keys[at].Use == KeyUse.TrustList)
            return false;
        var stolen = keys[at];
        keys[at] = stolen with { CompromisedAt = since, NotAfter = stolen.NotAfter ?? now, FileSha256 = null };
        // Where the stolen key was to take over, the one before it goes on in its stead, so that no time is left out.
        var before = keys.FindIndex(key => key.Use == stolen.Use && key.CompromisedAt is null && key.NotAfter >= now
            && key.NotAfter == stolen.NotBefore + KeyUses.Overlap);
        if (before >= 0)
            keys[before] = keys[before] with { NotAfter = stolen.NotAfter };
        if (!keys.Any(key => key.Use == stolen.Use && key.SignsAt(now)))
            PutIntoForce(stolen.Use);
        return true;
    }

    /// <summary>Forgets keys of which nothing can still be valid.</summary>
    public void ForgetUnneeded() => keys.RemoveAll(key => !key.IsNeededAt(now));

    /// <summary>Gives up the private files of keys that sign no more.</summary>
    public void GiveUpSpentFiles()
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].NotAfter < now)
                keys[i] = keys[i] with { FileSha256 = null };
        }
    }

    private KeyId AddSuccessor(KeyUse use, DateTimeOffset notBefore)
    {
        var successor = vault.CreateKey(use, notBefore);
        Retire(use, notBefore, except: successor);
        keys.Add(successor);
        return KeyId.Parse(successor.KeyId);
    }

    // Keys that begin later have their own time: only what signs by then ends.
    private void Retire(KeyUse use, DateTimeOffset from, KeyEntry except)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var end = from + KeyUses.Overlap;
            if (keys[i].Use == use && keys[i] != except && keys[i].NotBefore <= from && !(keys[i].NotAfter <= end))
                keys[i] = keys[i] with { NotAfter = end };
        }
    }
}
