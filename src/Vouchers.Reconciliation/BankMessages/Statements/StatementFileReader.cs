using System.Collections.Immutable;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Walks over a camt.053: messages, statements, entries.</summary>
internal sealed class StatementFileReader(BankXml xml, BankFileLimits limits)
{
    private const int MostHeaderParts = 10_000;
    private readonly BankNotes notes = new();
    private int statements;
    private long lines;

    public async IAsyncEnumerable<StatementPart> ReadAsync()
    {
        var isFirst = true;
        while (await MessageKind.Statement.FindAsync(xml, isFirst).ConfigureAwait(false))
        {
            isFirst = false;
            await foreach (var part in MessageAsync().ConfigureAwait(false))
                yield return part;
        }

        if (statements == 0)
        {
            throw new BankFileException(
                BankFileFaultCode.NothingInside, "The message holds no statement (<Stmt>).", 1, 1);
        }

        var digest = await xml.FinishAsync().ConfigureAwait(false);
        yield return new StatementPart.FileRead(digest, statements, notes.ToImmutable());
    }

    private async IAsyncEnumerable<StatementPart> MessageAsync()
    {
        var version = MessageKind.Statement.VersionOf(xml.Namespace, notes);
        string? messageId = null;
        await foreach (var name in xml.ChildrenAsync().ConfigureAwait(false))
        {
            if (name == "GrpHdr")
            {
                var header = await xml.TakeAsync().ConfigureAwait(false);
                messageId = notes.Fit(header.TextAt("MsgId"), BankNotes.Reference, "GrpHdr/MsgId");
            }
            else if (name == "Stmt")
            {
                await foreach (var part in StatementAsync(new(version, messageId)).ConfigureAwait(false))
                    yield return part;
            }
        }
    }

    private async IAsyncEnumerable<StatementPart> StatementAsync(StatementDraft draft)
    {
        statements++;
        EntryLines? entries = null;
        var headerParts = 0;
        await foreach (var name in xml.ChildrenAsync().ConfigureAwait(false))
        {
            if (name == "Ntry")
            {
                if (entries is null)
                    yield return new StatementPart.Opened(draft.Header());
                entries ??= new(draft);
                foreach (var part in await EntryAsync(draft, entries).ConfigureAwait(false))
                    yield return part;
            }
            else if (StatementDraft.Wants(name))
            {
                if (++headerParts > MostHeaderParts)
                    throw xml.Fault(BankFileFaultCode.TooMany, "A statement's header has too many parts.");
                draft.Take(await xml.TakeAsync().ConfigureAwait(false));
            }
        }

        if (entries is null)
            yield return new StatementPart.Opened(draft.Header());
        yield return new StatementPart.Closed(draft.End());
    }

    private async ValueTask<ImmutableArray<StatementPart>> EntryAsync(StatementDraft draft, EntryLines entries)
    {
        var reader = new EntryReader(xml, limits);
        var entry = await reader.ReadAsync(draft.Tally.Begin()).ConfigureAwait(false);
        var parts = entries.Of(entry).ToImmutableArray();
        lines += parts.Length;
        return lines <= limits.MaxLines
            ? parts
            : throw xml.Fault(BankFileFaultCode.TooMany,
                $"The file has more than {BankWords.Number(limits.MaxLines)} lines; ask the bank to split it.");
    }
}
