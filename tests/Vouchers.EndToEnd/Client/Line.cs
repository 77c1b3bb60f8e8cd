namespace Vouchers.EndToEnd.Client;

/// <summary>What happens to the next call that goes over a line.</summary>
internal enum LineFault
{
    None,

    /// <summary>It never arrives.</summary>
    RequestLost,

    /// <summary>It is carried out, and nobody hears of it.</summary>
    AnswerLost,
}

/// <summary>The line of a till, which breaks when the test says so.</summary>
internal sealed class Line(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>True while nothing gets through.</summary>
    public bool IsDown { get; set; }

    public LineFault Next { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fault = IsDown ? LineFault.RequestLost : Next;
        Next = LineFault.None;
        if (fault == LineFault.RequestLost)
            throw new HttpRequestException("The line is down.");
        var answer = await base.SendAsync(request, cancellationToken);
        if (fault == LineFault.None)
            return answer;
        // The body tells that the service is done.
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        answer.Dispose();
        throw new HttpRequestException("The line went down.");
    }
}
