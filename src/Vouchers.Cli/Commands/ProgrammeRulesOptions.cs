using System.CommandLine;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary>The rules of a programme: a file for any of them, and options for those that are set most often.</summary>
internal sealed class ProgrammeRulesOptions
{
    public const string Notes =
        "Every other rule goes into --rules: the JSON of ProgrammeRules in protos/vouchers/v1/programme.proto, e.g.\n"
        + "  {\"targetGroups\": [\"rural-youth\"], \"maxTrainingsPerYear\": 2, \"voidWindowHours\": 48}\n"
        + "An option comes before the file. A rule that neither names has its default; an explicit 0 is no limit.";

    private static readonly Dictionary<string, Vesting> Vestings = Words.Of(Vouchers.V1.Vesting.Unspecified);

    private readonly Option<string[]> group = new("--group")
    {
        Description = "A target group that may hold a voucher; repeat it for more.",
        HelpName = "CODE",
    };

    private readonly Option<string[]> batch = new("--batch")
    {
        Description = "A batch of courses that is covered; repeat it for more. Every batch when not given.",
        HelpName = "BATCH",
    };

    private readonly Option<long?> fixedFace = Fen("--fixed-face", "What every voucher is worth.");
    private readonly Option<long?> hourlyRate = Fen("--hourly-rate", "For a class hour; 2500 when not given.");
    private readonly Option<long?> cap = Fen("--cap", "The most that the hours add up to; 200000 when not given.");
    private readonly Option<Vesting> vesting =
        Words.Option("--vesting", "What earns a redeemed subsidy, on-completion when not given: ", Vestings);

    private readonly Option<int?> validityDays = new("--validity-days")
    {
        Description = "How long a voucher lives; 90 when not given.",
        HelpName = "DAYS",
    };

    private readonly Option<int?> planned = new("--planned-participants")
    {
        Description = "How many people the plan trains.",
        HelpName = "PEOPLE",
    };

    private readonly Option<FileInfo?> rules = new("--rules") { Description = "Rules as JSON.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        Option[] all = [group, batch, fixedFace, hourlyRate, cap, vesting, validityDays, planned, rules];
        foreach (var option in all)
            command.Options.Add(option);
        command.Validators.Add(answers =>
        {
            if (answers.GetValue(fixedFace) is not null
                && (answers.GetValue(hourlyRate) is not null || answers.GetValue(cap) is not null))
                answers.AddError("Say either --fixed-face, or --hourly-rate and --cap.");
            else if (answers.GetValue(group) is not { Length: > 0 } && answers.GetValue(rules) is null)
                answers.AddError("Say which --group may hold a voucher, or give --rules.");
        });
    }

    public async Task<ProgrammeRules> ReadAsync(Run run)
    {
        var read = run.Get(rules) is { } file ? await ReadAsync(file, run.Cancellation) : new();
        Replace(read.TargetGroups, run.Get(group));
        Replace(read.CatalogueBatches, run.Get(batch));
        if (run.Get(fixedFace) is { } face)
            read.FixedFaceMinorUnits = face;
        if (run.Get(hourlyRate) is { } rate)
            read.HourlyRateMinorUnits = rate;
        if (run.Get(cap) is { } most)
            read.CapMinorUnits = most;
        if (run.Get(vesting) is var earned and not Vouchers.V1.Vesting.Unspecified)
            read.Vesting = earned;
        if (run.Get(validityDays) is { } days)
            read.ValidityDays = days;
        if (run.Get(planned) is { } people)
            read.PlannedParticipants = people;
        return read;
    }

    private static void Replace(RepeatedField<string> codes, string[]? given)
    {
        if (given is not { Length: > 0 })
            return;
        codes.Clear();
        codes.Add(given);
    }

    private static async Task<ProgrammeRules> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        try
        {
            return ProgrammeRules.Parser.ParseJson(await File.ReadAllTextAsync(file.FullName, cancellation));
        }
        catch (Exception e) when (e is IOException and not InvalidProtocolBufferException
            or UnauthorizedAccessException)
        {
            throw Faults.BadInput($"{file.Name} cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or FormatException)
        {
            throw Faults.BadInput(
                $"{file.Name} is not the JSON of a programme's rules: {e.Message}",
                "compare it with ProgrammeRules in protos/vouchers/v1/programme.proto.");
        }
    }

    private static Option<long?> Fen(string name, string description) => new(name)
    {
        Description = $"In minor units (fen). {description}",
        HelpName = "FEN",
    };
}
