using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.WebEncoders;

namespace Vouchers.Web;

/// <summary>The pages: sign-in, wallet and console, rendered here, which reach the ledger through its API alone; and the
/// counter's app.</summary>
public static class WebFaces
{
    /// <summary>The authentication scheme that reads the session cookie; the host judges the token in it.</summary>
    public const string Scheme = "Pages";

    /// <summary>The policy of the wallet.</summary>
    internal const string Citizens = "citizens";

    /// <summary>The policy of the console.</summary>
    internal const string Staff = "staff";

    /// <summary>
    /// Adds the pages. The host brings the session's scheme and an <see cref="IDataProtectionProvider"/> whose key all
    /// nodes share.
    /// </summary>
    public static void AddWebFaces(this IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<DemoTour>();
        services.AddSingleton<LedgerConnection>();
        // Chinese as letters, not as numbered entities of three times the size.
        services.Configure<WebEncoderOptions>(
            encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddScoped<Ledger>();
        services.AddAuthorizationBuilder().AddPolicy(Citizens, new AuthorizationPolicyBuilder(Scheme)
                .RequireClaim(options.RoleClaim, "citizen").Build())
            .AddPolicy(Staff, new AuthorizationPolicyBuilder(Scheme)
                .RequireClaim(options.RoleClaim, Reader.Roles).Build());
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Wallet", Citizens);
            pages.Conventions.AuthorizeFolder("/Console", Staff);
            pages.Conventions.AllowAnonymousToPage("/Index");
            pages.Conventions.AllowAnonymousToPage("/SignIn");
            pages.Conventions.AllowAnonymousToPage("/SignInStopped");
            pages.Conventions.AllowAnonymousToPage("/SignOut");
            pages.Conventions.AllowAnonymousToPage("/SignedOut");
            pages.Conventions.AllowAnonymousToPage("/Language");
            pages.Conventions.ConfigureFilter(new ProblemFilter());
            pages.Conventions.ConfigureFilter(new PageAddressFilter());
            // SameOrigin stands in for tokens.
            pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
        }).AddApplicationPart(typeof(WebFaces).Assembly)
            // What a form must have, the ledger says in the reader's words.
            .AddMvcOptions(mvc => mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true);
        KeepNoProtectionKeys(services);
    }

    /// <summary>Before routing: what every page is sent with, and what no page accepts.</summary>
    public static void UseWebFaces(this IApplicationBuilder app) => app.UseWhen(
        context => PagePaths.Contain(context.Request.Path),
        pages => pages
            .UseMiddleware<SecurityHeaders>()
            .UseMiddleware<SameOrigin>()
            .UseRequestLocalization(Localize));

    public static void MapWebFaces(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapCounter();
        routes.MapRazorPages();
        MapNoSuchPage(routes);
    }

    // Whoever mistypes an address reads so, instead of the API's refusal. Only what lies under a page and the first
    // step of an address: all else is the API's, and so is every method but GET outside of the pages.
    private static void MapNoSuchPage(IEndpointRouteBuilder routes)
    {
        var pages = routes.CreateApplicationBuilder();
        pages.UseMiddleware<SecurityHeaders>().UseRequestLocalization(Localize).Run(PageFault.AnswerNoSuchPageAsync);
        var answer = pages.Build();
        foreach (var root in PagePaths.Roots)
            routes.MapFallback($"{root}/{{**path}}", answer).AllowAnonymous();
        routes.MapFallback("/{path}", answer).WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).AllowAnonymous();
    }

    private static void Localize(RequestLocalizationOptions options)
    {
        // Numbers and dates are written by Tongue; only the language is the reader's.
        options.DefaultRequestCulture = new RequestCulture(
            CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("zh-CN"));
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.SupportedUICultures = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];
    }

    // The host's key protects what must be; Data Protection would write keys to the account's home folder at start.
    private static void KeepNoProtectionKeys(IServiceCollection services)
    {
        foreach (var service in services.Where(s => s.ServiceType == typeof(IHostedService)
            && s.ImplementationType?.Assembly == typeof(DataProtectionServiceCollectionExtensions).Assembly).ToList())
            services.Remove(service);
    }
}
