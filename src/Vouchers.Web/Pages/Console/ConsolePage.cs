using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Vouchers.Client;

namespace Vouchers.Web.Pages.Console;

/// <summary>
/// A page of the bureau. A change is sent with an id that was made with its form, so that a button that is pressed
/// twice acts once; what was refused is told on the page from which it was asked.
/// </summary>
internal abstract class ConsolePage(Ledger ledger) : FacePage(ledger)
{
    private CatalogueNames? names;

    /// <summary>The id of the next change.</summary>
    [BindProperty(Name = "request")]
    public Guid RequestId { get; set; }

    /// <summary>Why, as whoever asks for the change wrote it.</summary>
    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    /// <summary>The rule that refused the change; null where none did.</summary>
    public VoucherRefusal? Refusal { get; private set; }

    /// <summary>What was typed that cannot be sent; empty where nothing is wrong.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>True where the ledger did not answer, so that nobody knows whether the change was made.</summary>
    public bool Trouble { get; private set; }

    /// <summary>The rows after this place of a long list; empty from its start.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    /// <summary>The address at which the list goes on; null on its last page.</summary>
    public string? Next { get; private set; }

    /// <summary>The same list from its start.</summary>
    public string First => Request.Path + Filters;

    /// <summary>All programmes, where the page loads them.</summary>
    public IReadOnlyList<V1.Programme> Programmes { get; private set; } = [];

    /// <summary>The programmes that still issue.</summary>
    public IReadOnlyList<V1.Programme> Issuing =>
        [.. Programmes.Where(p => p.State == V1.Programme.Types.State.Active)];

    /// <summary>The names of all institutions by their ids, where the page loads them.</summary>
    public IReadOnlyDictionary<string, string> InstitutionNames { get; private set; } = new Dictionary<string, string>();

    public Reader Reader => Reader.Of(User, HttpContext.RequestServices.GetRequiredService<WebOptions>());

    internal VoucherClient Client => Ledger.Client;

    private QueryString Filters =>
        QueryString.Create(Request.Query.Where(q => q.Key is not ("after" or "handler" or "format")));

    /// <summary>True where the rows are asked for as a file.</summary>
    protected bool WantsCsv => Request.Query["format"] == "csv";

    public virtual async Task<IActionResult> OnGetAsync()
    {
        RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    /// <summary>Sends nothing of a form that cannot be read in full: a default would stand in for it.</summary>
    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (ModelState.TryGetValue("", out var form) && form.Errors.Count > 0)
            throw PageFault.UnreadableForm;
        // Not every change has an id; where one is needed, the ledger says so.
        if (ModelState["request"] is { AttemptedValue: null or "" })
            ModelState.Remove("request");
        if (context.HandlerMethod is null || !HttpMethods.IsPost(Request.Method) || ModelState.IsValid)
        {
            await base.OnPageHandlerExecutionAsync(context, next);
            return;
        }

        if (RequestId == Guid.Empty)
            RequestId = Client.NewRequestId();
        context.Result = await NotSentAsync(TypedFields.Fault(ModelState, T));
    }

    /// <summary>Reads what the page shows.</summary>
    /// <exception cref="PageFault">It was refused or not answered.</exception>
    protected abstract Task LoadAsync();

    /// <summary>Goes on where the change was made; else shows the page again and why it was not.</summary>
    protected async Task<IActionResult> AfterAsync<T>(Outcome<T> outcome, Func<T, string> then)
    {
        if (outcome is Outcome<T>.Ok done)
            return Redirect(then(done.Value));
        Refusal = (outcome as Outcome<T>.Refused)?.Refusal;
        Trouble = Refusal is null;
        // A refusal used the id up; a call without an answer is repeated with it.
        if (!Trouble)
            RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    /// <summary>Shows the page again where what was typed cannot be sent.</summary>
    /// <param name="fault">What is wrong with it, in the reader's language.</param>
    protected async Task<IActionResult> NotSentAsync(string fault)
    {
        Fault = fault;
        await LoadAsync();
        return Page();
    }

    /// <summary>True where what was sent to this handler was not done and its form is shown once more.</summary>
    public bool ShowsAgain(string handler = "") =>
        (Refusal is not null || Fault.Length > 0 || Trouble) && Request.Query["handler"].ToString() == handler;

    /// <summary>The form of a change that asks only for its reason.</summary>
    /// <param name="handler">Which change.</param>
    /// <param name="button">What the button says.</param>
    public ReasonForm ReasonFor(string handler, string button) =>
        new(handler, RequestId, button, ShowsAgain(handler) ? Reason : null);

    /// <summary>A programme's title; its id where it is not known.</summary>
    public string TitleOf(string programme) =>
        Programmes.FirstOrDefault(p => p.Id == programme)?.Title ?? programme;

    /// <summary>An institution's name; its id where it is not known.</summary>
    public string NameOf(string institution) => InstitutionNames.GetValueOrDefault(institution, institution);

    /// <summary>Where the list goes on, with the same filters.</summary>
    protected void GoesOn(string token) =>
        Next = token.Length == 0 ? null : Request.Path + Filters.Add("after", token);

    /// <summary>The address of the same rows as a file.</summary>
    public string AsCsv => Request.Path + Filters.Add("format", "csv");

    /// <summary>What the page names of the catalogue.</summary>
    private protected CatalogueNames Names => names ??= new(Ledger);

    /// <summary>A citizen's masked name; empty for finance, who may not read it.</summary>
    protected async Task<string> CitizenNameAsync(string citizen) => Reader.IsFinance
        ? ""
        : (await Ledger.ReadAsync(Client.Citizens.GetCitizenAsync(new() { CitizenId = citizen }))).Citizen.MaskedName;

    protected async Task LoadProgrammesAsync() => Programmes = await Ledger.AllAsync(
        token => Client.Programmes.ListProgrammesAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.Programmes, page.NextPageToken));

    /// <summary>The whole catalogue.</summary>
    protected Task<List<V1.Course>> CoursesAsync() => Ledger.AllAsync(
        token => Client.Catalogue.ListCoursesAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.Courses, page.NextPageToken));

    protected async Task LoadInstitutionsAsync() => InstitutionNames = (await Ledger.AllAsync(
        token => Client.Catalogue.ListInstitutionsAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.Institutions, page.NextPageToken))).ToDictionary(i => i.Id, i => i.Name);

    /// <param name="institution">Only of this one; empty for all.</param>
    protected Task<List<V1.Branch>> BranchesAsync(string institution) => Ledger.AllAsync(
        token => Client.Catalogue.ListBranchesAsync(
            new() { InstitutionId = institution, PageSize = 1_000, PageToken = token }),
        page => (page.Branches, page.NextPageToken));

    /// <param name="institution">Only of this one; null or empty for all.</param>
    internal Task<List<V1.ClawBack>> ClawBacksAsync(string? institution = null) => Ledger.AllAsync(
        token => Client.Payouts.ListClawBacksAsync(
            new() { InstitutionId = institution ?? "", PageSize = 1_000, PageToken = token }),
        page => (page.ClawBacks, page.NextPageToken));

    internal Task<List<V1.ForceMajeure>> ForceMajeuresAsync() => Ledger.AllAsync(
        token => Client.Enrolments.ListForceMajeuresAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.ForceMajeures, page.NextPageToken));

    protected Task<List<V1.Budget>> BudgetsAsync() => Ledger.AllAsync(
        token => Client.Reports.ListBudgetsAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.Budgets, page.NextPageToken));

    /// <summary>The accounts that the city pays from.</summary>
    internal Task<List<V1.FundingAccount>> AccountsAsync() => Ledger.AllAsync(
        token => Client.Payouts.ListFundingAccountsAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.FundingAccounts, page.NextPageToken));
}
