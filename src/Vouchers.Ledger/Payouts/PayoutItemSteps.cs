namespace Vouchers.Ledger;

/// <summary>A step on one payment, by what a bank said.</summary>
/// <param name="Actor">Finance, or the service on its behalf.</param>
/// <param name="ItemId">The payment.</param>
public abstract record PayoutItemStep(Actor Actor, Id<PayoutItem> ItemId) : Command<PayoutItem>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(ItemId);
        if (known.Peek(ItemId) is not { } item)
            yield break;
        yield return Need.Of(item.BatchId);
        foreach (var need in PayoutBooks.EndNeeds(known, item))
            yield return need;
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Allowed) is { } lacks)
            return lacks;
        return state.Find(ItemId) is { } item
            ? Step(state, item, state.Find(item.BatchId)!, now)
            : Refusal.NotFound(ItemId);
    }

    /// <summary>Who may take the step.</summary>
    protected virtual Role Allowed => Role.Finance;

    /// <summary>The step on a payment that is there.</summary>
    protected abstract Decision Step(ILedgerState state, PayoutItem item, PayoutBatch batch, Timestamp now);

    /// <summary>The refusal of a step for which the payment is not ready, or no longer.</summary>
    protected internal static Refusal OutOfOrder(PayoutItem item, string step, string wanted) =>
        Refusal.Of(RefusalCode.PayoutOutOfOrder,
            $"Payment {item.EndToEndId} is {item.State}; only one that is {wanted} can be {step}.",
            ("item", item.Key), ("state", item.State.ToString()), ("wanted", wanted));

    /// <summary>
    /// Ends a payment that came to nothing: its money, and what it took off, is where it was. What was clawed back of
    /// it meanwhile the institution no longer owes, because it no longer has it.
    /// </summary>
    protected internal static Decision Undo(
        ILedgerState state, PayoutItem item, PayoutBatch batch, PayoutItemState end, string reason, Timestamp now)
    {
        var (puts, lines) = PayoutBooks.End(state, item, end, reason, now);
        var isReturn = end == PayoutItemState.Returned;
        var payable = PayoutBooks.Of(state, item, AccountKind.Payable);
        lines.Add(JournalLine.Transfer(
            end switch
            {
                PayoutItemState.Returned => JournalEvent.PayoutItemReturned,
                PayoutItemState.Rejected => JournalEvent.PayoutItemRejected,
                _ => JournalEvent.PayoutItemGivenUp,
            },
            item.Key,
            PayoutBooks.Of(state, item, isReturn ? AccountKind.Paid : AccountKind.Clearing), payable, item.Net,
            reason));
        foreach (var netting in PayoutBooks.NettingsOf(state, item))
        {
            var clawBack = state.Find(netting.ClawBackId)!;
            puts.Add(clawBack.WithOpen(checked(clawBack.OpenMinorUnits + netting.AmountMinorUnits)));
            lines.Add(PayoutBooks.Netted(state, item, JournalEvent.NettingUndone, -netting.AmountMinorUnits));
        }

        foreach (var (_, owed) in PayoutBooks.ClawedBack(state, item))
        {
            puts.Add(owed! with { OpenMinorUnits = 0, State = ClawBackState.Closed });
            lines.Add(JournalLine.Transfer(JournalEvent.ClawBackRepaid, owed.Key, payable,
                PayoutBooks.Of(state, item, AccountKind.Receivable), owed.Amount, item.Key));
        }

        if (PayoutBooks.Hold(state, item, end, reason) is { } held)
        {
            puts.Add(held);
            lines.Add(held.HoldLine());
        }

        puts.Add(PayoutBooks.After(batch, ended: isReturn ? 0 : 1, failed: 1, lines));
        return Accept((PayoutItem)puts[0], puts, lines);
    }
}

/// <summary>
/// The bank took the order or refused it (ISO 20022 <c>pain.002</c>). A refusal alone frees no payment of which the
/// bank's own statement shows money: where a line that nothing explains yet names the payment, people decide.
/// </summary>
/// <param name="Actor">Finance, or the service on its behalf.</param>
/// <param name="ItemId">The payment.</param>
/// <param name="IsRejected">True where the bank refused.</param>
/// <param name="Reason">The bank's reason, code first; empty where it took the order.</param>
/// <param name="NamedBy">A statement's line that bears the payment's id, as far as one is known.</param>
public sealed record RecordBankAnswer(
    Actor Actor, Id<PayoutItem> ItemId, bool IsRejected, string Reason, Id<StatementLine>? NamedBy = null)
    : PayoutItemStep(Actor, ItemId)
{
    /// <summary>True where the bank says that the money moved (<c>ACSC</c>, <c>ACCC</c>), not only that it will.</summary>
    public bool IsSettled { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        foreach (var need in base.Needs(known))
            yield return need;
        if (NamedBy is { } line)
            yield return Need.Of(line);
        if (!IsRejected || known.Peek(ItemId) is not { } item || known.Peek(item.BatchId) is not { } batch)
            yield break;
        foreach (var need in BookedLines.Needs(known, [batch.FundingAccountId]))
            yield return need;
    }

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, PayoutItem item, PayoutBatch batch, Timestamp now)
    {
        // Banks repeat themselves, and tell of the order after a statement told of the money.
        var isKnown = IsRejected
            ? item.State is PayoutItemState.Rejected or PayoutItemState.GivenUp
            : item.State is PayoutItemState.Accepted or PayoutItemState.Paid or PayoutItemState.Returned;
        if (isKnown && item.State == PayoutItemState.GivenUp
            && PayoutBooks.Hold(state, item, PayoutItemState.Rejected, Reason) is { } held)
            return Accept(item, [held], [held.HoldLine()]);
        if (isKnown)
            return Accept(item, [], []);
        if (!IsRejected && (item.State == PayoutItemState.GivenUp
            || (IsSettled && item.State == PayoutItemState.Rejected)))
            return Doubt(state, item);
        if (item.State is not (PayoutItemState.Sent or PayoutItemState.Accepted))
            return OutOfOrder(item, IsRejected ? "rejected" : "accepted", "Sent or Accepted");
        if (!IsRejected)
        {
            item = item with { State = PayoutItemState.Accepted };
            return Accept(item, [item], [new(JournalEvent.PayoutItemAccepted, item.Key, Note: Reason)]);
        }

        var months = BookedLines.Months(state, [batch.FundingAccountId]);
        if (Contradicts(state, item, months) is { } contradiction)
            return contradiction;
        var undone = Undo(state, item, batch, PayoutItemState.Rejected, Reason, now);
        return Accept((PayoutItem)undone.Puts[0], [.. undone.Puts, .. months], undone.Lines);
    }

    /// <summary>The institution may have that money: it is paid nothing more before somebody asked the bank.</summary>
    private Decision Doubt(ILedgerState state, PayoutItem item)
    {
        var was = item.State == PayoutItemState.GivenUp ? "given up" : "rejected";
        if (state.Find(PayeeAccount.IdOf(item.InstitutionId)) is not { HeldReason: "" } account)
            return Refusal.Of(RefusalCode.BankContradiction,
                $"The bank took payment {item.EndToEndId} ({PayoutBooks.Cut(Reason, 200)}), which had been {was}; "
                + $"payments to '{item.InstitutionId}' are held already. Ask the bank whether the money left.",
                ("item", item.Key), ("institution", item.InstitutionId.Value));
        var held = account with
        {
            HeldReason = $"the bank took payment {item.EndToEndId} ({PayoutBooks.Cut(Reason, 200)}), which had been "
                + $"{was}; ask the bank whether the money left",
        };
        return Accept(item, [held], [held.HoldLine()]);
    }

    private Refusal? Contradicts(ILedgerState state, PayoutItem item, IEnumerable<Period> months)
    {
        var found = BookedLines.Of(state, months).FirstOrDefault(d => d.PaymentIds.Contains(item.Id));
        if (found is not null)
            return Refusal.Of(RefusalCode.BankContradiction,
                $"The bank rejects payment {item.EndToEndId}, and its statement shows money for it: discrepancy "
                + $"'{found.Id}' ({found.Type}) is open. Nothing was changed; ask the bank, then resolve that.",
                ("item", item.Key), ("discrepancy", found.Key));
        return NamedBy is { } id && state.Find(id) is { IsOpen: true } line
            ? Refusal.Of(RefusalCode.BankContradiction,
                $"The bank rejects payment {item.EndToEndId}, and line '{line.Id}' of statement '{line.StatementId}' "
                + "names it, which nothing explains yet. Nothing was changed; decide the statement, reconcile, and "
                + "ask the bank.", ("item", item.Key), ("line", line.Key))
            : null;
    }
}

/// <summary>A statement shows the payment leaving the bank.</summary>
/// <param name="Actor">Finance, or the service on its behalf.</param>
/// <param name="ItemId">The payment.</param>
/// <param name="Line">The statement's line, for the journal.</param>
public sealed record SettlePayoutItem(Actor Actor, Id<PayoutItem> ItemId, string Line) : PayoutItemStep(Actor, ItemId)
{
    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, PayoutItem item, PayoutBatch batch, Timestamp now)
    {
        if (item.State is not (PayoutItemState.Sent or PayoutItemState.Accepted))
            return OutOfOrder(item, "paid", "Sent or Accepted");
        var (puts, lines) = PayoutBooks.End(state, item, PayoutItemState.Paid, "", now);
        lines.Add(JournalLine.Transfer(JournalEvent.PayoutItemPaid, item.Key,
            PayoutBooks.Of(state, item, AccountKind.Clearing), PayoutBooks.Of(state, item, AccountKind.Paid), item.Net,
            Line));
        puts.Add(PayoutBooks.After(batch, ended: 1, failed: 0, lines));
        return Accept((PayoutItem)puts[0], puts, lines);
    }
}

/// <summary>A statement shows a payment coming back that was seen leaving before.</summary>
/// <param name="Actor">Finance, or the service on its behalf.</param>
/// <param name="ItemId">The payment.</param>
/// <param name="Reason">The bank's reason, code first, and the statement's line.</param>
public sealed record ReturnPayoutItem(Actor Actor, Id<PayoutItem> ItemId, string Reason) : PayoutItemStep(Actor, ItemId)
{
    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, PayoutItem item, PayoutBatch batch, Timestamp now)
    {
        if (item.State != PayoutItemState.Paid)
            return OutOfOrder(item, "returned", "Paid");
        return PayoutBooks.MayNotReturn(state, item)
            ?? Undo(state, item, batch, PayoutItemState.Returned, Reason, now);
    }
}

/// <summary>Frees the redemptions of one payment of a cancelled batch.</summary>
/// <param name="Actor">The service.</param>
/// <param name="ItemId">The payment.</param>
public sealed record ReleasePayoutItem(Actor Actor, Id<PayoutItem> ItemId) : PayoutItemStep(Actor, ItemId)
{
    /// <inheritdoc/>
    protected override Role Allowed => Role.System;

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, PayoutItem item, PayoutBatch batch, Timestamp now)
    {
        if (batch.State != PayoutState.Cancelled || item.State != PayoutItemState.Pending)
            return Accept(item, [], []);
        var (puts, lines) = PayoutBooks.End(state, item, PayoutItemState.Cancelled, "", now);
        foreach (var netting in PayoutBooks.NettingsOf(state, item))
        {
            var clawBack = state.Find(netting.ClawBackId)!;
            puts.Add(clawBack with
            {
                PlannedMinorUnits = checked(clawBack.PlannedMinorUnits - netting.AmountMinorUnits),
            });
        }

        puts.Add(batch with { Open = batch.Open - 1 });
        return Accept((PayoutItem)puts[0], puts, lines);
    }
}
