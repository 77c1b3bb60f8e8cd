using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>
/// Tests of the clerk's app, before a service and a town of the fixture's own: fixtures run at the same time, and the
/// day's list of one must not hold what another one redeems.
/// </summary>
public abstract class AtTheCounter : InChromium
{
    private protected RunningService Service { get; private set; } = null!;

    private protected Scene Scene { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Service = await BeginAsync();
        Scene = await Scene.BuildAsync(Service);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Service.DisposeAsync();

    private protected virtual Task<RunningService> BeginAsync() => RunningService.StartAsync();

    /// <summary>A screen in one language, wide and narrow; in English in the dark as well.</summary>
    private protected static async Task LookAsync(Visit visit, string name, string language)
    {
        await visit.ResizeAsync(Visit.Narrow);
        await Look.AtAsync(visit.Page, $"{name}.{language[..2]}.narrow");
        await visit.ResizeAsync(Visit.Wide);
        await Look.AtAsync(visit.Page, $"{name}.{language[..2]}.wide");
        if (language == "en")
            await Look.AtDarkAsync(visit.Page, $"{name}.en.dark");
    }
}
