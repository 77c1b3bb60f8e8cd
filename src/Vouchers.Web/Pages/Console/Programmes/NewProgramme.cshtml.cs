using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>A form for a programme with its rules.</summary>
internal sealed class NewProgrammeModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(Name = "programme")]
    public ProgrammeForm Form { get; set; } = new();

    [BindProperty(Name = "rules")]
    public RulesForm? Typed { get; set; }

    public RulesForm Rules => Typed ?? RulesForm.Usual;

    public async Task<IActionResult> OnPostAsync()
    {
        var currency = Form.Currency ?? "CNY";
        if (Rules.UnreadAmount(currency) is { } unread)
            return await NotSentAsync(TypedMoney.Fault(unread, T));
        return await AfterAsync(await Client.Programmes.CreateProgrammeAsync(new()
        {
            RequestId = RequestId.ToString(),
            Programme = new()
            {
                Id = Form.Id ?? "", Title = Form.Title ?? "", Category = Form.Category, Currency = currency,
                ValidFrom = Form.From is { } from ? Tongue.StartOf(from) : null,
                ValidUntil = Form.Until is { } until ? Tongue.EndOf(until) : null,
                Rules = Rules.ToRules(currency),
            },
        }).AsOutcome(), made => $"/console/programmes/{made.Programme.Id}");
    }

    protected override Task LoadAsync() => Task.CompletedTask;
}

/// <summary>What a programme is, as the form has it.</summary>
internal sealed record ProgrammeForm
{
    public string? Id { get; init; }
    public string? Title { get; init; }
    public SubsidyCategory Category { get; init; } = SubsidyCategory.ProjectBasedTraining;
    public string? Currency { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
}
