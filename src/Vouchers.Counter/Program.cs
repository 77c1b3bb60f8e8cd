using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.JSInterop;
using Vouchers.Counter;
using Vouchers.Counter.Screens;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var service = new Uri(new Uri(builder.HostEnvironment.BaseAddress).GetLeftPart(UriPartial.Authority));
var browser = await BrowserModule.LoadAsync();
builder.Services.AddSingleton(_ => new Desk(browser, service, new HttpClientHandler(), TimeProvider.System));
var app = builder.Build();
EventJson.TeachTo(app.Services.GetRequiredService<IJSRuntime>());
await app.RunAsync();
