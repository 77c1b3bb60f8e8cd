using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>The paper form: the static code, which redeems only with the ID document and the PIN.</summary>
internal sealed class PaperModel(Ledger ledger) : FacePage(ledger)
{
    public Voucher Voucher { get; private set; } = new();

    public Programme Programme { get; private set; } = new();

    public Citizen Citizen { get; private set; } = new();

    public string Text { get; private set; } = "";

    public string Code { get; private set; } = "";

    /// <summary>The rule that stops its use; null where none does, or it is not known.</summary>
    public VoucherRefusal? Stop { get; private set; }

    public async Task OnGetAsync(string id)
    {
        var client = Ledger.Client;
        Voucher = (await Ledger.ReadAsync(client.Vouchers.GetVoucherAsync(new() { VoucherId = id }))).Voucher;
        Programme = (await Ledger.ReadAsync(
            client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Voucher.ProgrammeId }))).Programme;
        if (!VoucherWords.IsLive(Voucher))
        {
            Stop = (await client.Vouchers.PresentVoucherAsync(new() { VoucherId = id }).AsOutcome()
                as Outcome<PresentVoucherResponse>.Refused)?.Refusal;
            return;
        }

        Citizen = (await Ledger.ReadAsync(client.Citizens.GetCitizenAsync(new() { CitizenId = CitizenId }))).Citizen;
        var credential = await Ledger.ReadAsync(
            client.Vouchers.GetVoucherCredentialAsync(new() { VoucherId = id }));
        (Text, Code) = (credential.Text, credential.Code);
    }
}
