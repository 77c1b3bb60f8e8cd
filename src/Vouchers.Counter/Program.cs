using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.JSInterop;
using Vouchers.Counter;
using Vouchers.Counter.Screens;

var loading = BrowserModule.LoadAsync();
var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var service = new Uri(new Uri(builder.HostEnvironment.BaseAddress).GetLeftPart(UriPartial.Authority));
var browser = await loading;
var desk = new Desk(browser, service, new HttpClientHandler(), TimeProvider.System);
builder.Services.AddSingleton(desk);
builder.RootComponents.Add(typeof(App), "#app", ParameterView.FromDictionary(
    new Dictionary<string, object?> { [nameof(App.Address)] = await desk.OpenAsync() }));
var app = builder.Build();
EventJson.TeachTo(app.Services.GetRequiredService<IJSRuntime>());
await app.RunAsync();
