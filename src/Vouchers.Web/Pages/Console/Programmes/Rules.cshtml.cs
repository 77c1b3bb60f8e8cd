using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>A programme's rules, to change.</summary>
internal sealed class RulesModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "rules")]
    public RulesForm? Typed { get; set; }

    public Programme Programme { get; private set; } = new();

    /// <summary>As typed, else as they are.</summary>
    public RulesForm Rules => Typed ?? RulesForm.Of(Programme.Rules, Programme.Currency);

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Rules.UnreadAmount(Programme.Currency) is { } unread)
            return await NotSentAsync(TypedMoney.Fault(unread, T));
        return await AfterAsync(await Client.Programmes.UpdateProgrammeRulesAsync(new()
        {
            RequestId = RequestId.ToString(), ProgrammeId = Id, Rules = Rules.ToRules(Programme.Currency),
        }).AsOutcome(), _ => $"/console/programmes/{Id}");
    }

    protected override async Task LoadAsync() => Programme = (await Ledger.ReadAsync(
        Client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Id }))).Programme;
}
