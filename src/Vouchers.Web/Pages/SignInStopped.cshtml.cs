using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>Why nobody was signed in, or the session does not do, and what to do next.</summary>
internal sealed class SignInStoppedModel(WebOptions options) : PageModel
{
    private SignInStop why;

    public Tongue T { get; } = Tongue.Current;

    public bool IsSignedIn { get; private set; }

    public string Title => why switch
    {
        SignInStop.OtherFace => T["这个页面不对您开放", "This page is for others"],
        SignInStop.Ended => T["登录已失效", "Your session was over"],
        _ => T["未能登录", "You are not signed in"],
    };

    public string Sentence => why switch
    {
        SignInStop.Denied => T["登录已取消，或您的账号没有使用本系统的权限。",
            "The sign-in was cancelled, or your account may not use this service."],
        SignInStop.Away => T["城市统一身份认证暂时没有响应，请过几分钟再试。没有任何内容丢失。",
            "The city's identity service does not answer. Try again in a few minutes; nothing was lost."],
        SignInStop.Token => T["身份认证成功，但本系统不接受其令牌。请联系系统管理员：令牌须为签发给本系统的 JWT 访问令牌。",
            "You were identified, but this service does not accept the token. Tell the operator: the access token must "
            + "be a JWT for this service's audience."],
        SignInStop.Role => T["您的账号在本系统中没有可用的角色。市民请先在人社部门登记；工作人员请联系管理员。",
            "Your account has no role that a page serves. Citizens register at the bureau; staff ask the operator."],
        SignInStop.OtherFace => T["您登录的账号不能使用这个页面：钱包只对市民开放，管理台只对人社部门工作人员开放。",
            "Your account cannot use this page: the wallet is for citizens, the console for the bureau."],
        SignInStop.Ended => T["提交时登录已失效，没有任何更改。请重新登录后再操作一次。",
            "Your session was over when the form came, so nothing was changed. Sign in and do it again."],
        SignInStop.NotSetUp => T["本系统尚未接入城市统一身份认证，暂时不能登录。请联系系统管理员设置 VOUCHERS_OIDC_CLIENT_ID。",
            "Nobody can sign in here yet. Tell the operator to set VOUCHERS_OIDC_CLIENT_ID."],
        SignInStop.Stale => T["您的全部登录已被结束，需要重新输入密码。请在城市统一身份认证退出后再登录。",
            "All your sessions were ended, so the password must be given again. Sign out of the city's identity "
            + "service first, then sign in."],
        _ => T["这次登录不是在本浏览器中开始的，或已经用过。请从这里重新登录。",
            "This sign-in was not begun in this browser, or was used already. Begin again here."],
    };

    public void OnGet(SignInStop why)
    {
        this.why = why;
        IsSignedIn = SessionCookie.Read(HttpContext, options.IsSecure) is not null;
        Response.StatusCode = why switch
        {
            SignInStop.Away or SignInStop.NotSetUp => StatusCodes.Status503ServiceUnavailable,
            SignInStop.Unexpected => StatusCodes.Status400BadRequest,
            SignInStop.Ended => StatusCodes.Status401Unauthorized,
            _ => StatusCodes.Status403Forbidden,
        };
    }
}
