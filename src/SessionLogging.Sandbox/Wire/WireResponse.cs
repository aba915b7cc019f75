using Microsoft.AspNetCore.Http;

namespace SessionLogging.Sandbox.Wire;

/// <summary>An answer before it is sent.</summary>
internal sealed record WireResponse(int Status, ContentSource Content)
{
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The service's error code where the answer is one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The content as text, where it is small.</summary>
    public string Text => Encoding.UTF8.GetString(Content.ToArray());

    /// <summary>The content's first half, as if it were the whole: what a broken proxy makes of an answer.</summary>
    public WireResponse Truncated() => this with { Content = Content.Slice(0, Content.Length / 2) };

    public async Task WriteAsync(HttpContext context, Func<Task> halfway)
    {
        var response = context.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        var hasContent = Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
        if (hasContent)
        {
            response.ContentLength = Content.Length;
        }

        if (hasContent && !HttpMethods.IsHead(context.Request.Method))
        {
            await Content.CopyToAsync(response.Body, FlushThenGoOn, context.RequestAborted);
        }
        else
        {
            await halfway();
        }

        async Task FlushThenGoOn()
        {
            await response.Body.FlushAsync(context.RequestAborted);
            await halfway();
        }
    }
}
