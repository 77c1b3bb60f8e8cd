using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Vouchers.Counter;
using Vouchers.Counter.Screens;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var service = new Uri(new Uri(builder.HostEnvironment.BaseAddress).GetLeftPart(UriPartial.Authority));
builder.Services.AddSingleton<BrowserModule>();
builder.Services.AddSingleton(provider => new Desk(
    provider.GetRequiredService<BrowserModule>(), service, new HttpClientHandler(), TimeProvider.System));
await builder.Build().RunAsync();
