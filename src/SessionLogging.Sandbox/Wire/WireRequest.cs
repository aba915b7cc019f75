using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SessionLogging.Sandbox.Wire;

/// <summary>An HTTP request as it was sent, read whole: signatures are over what was sent, so nothing is decoded twice or normalised.</summary>
internal sealed class WireRequest
{
    private WireRequest(string method, string rawTarget, IHeaderDictionary headers, byte[] body)
    {
        var question = rawTarget.IndexOf('?', StringComparison.Ordinal);
        Method = method;
        RawPath = question < 0 ? rawTarget : rawTarget[..question];
        Query = ParsePairs(question < 0 ? "" : rawTarget[(question + 1)..], plusIsBlank: false);
        Headers = headers;
        RawBody = body;
        Body = body;
    }

    /// <summary>The method, upper case.</summary>
    public string Method { get; }

    /// <summary>The path, still percent-encoded.</summary>
    public string RawPath { get; }

    /// <summary>The query's names and values, decoded, as sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    public IHeaderDictionary Headers { get; }

    /// <summary>The body as sent, with its chunk framing.</summary>
    public byte[] RawBody { get; }

    /// <summary>The payload: the body without the chunk framing of a streaming upload.</summary>
    public byte[] Body { get; set; }

    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<WireRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new WireRequest(context.Request.Method, Target(context), context.Request.Headers, body.ToArray());
    }

    /// <summary>Path and query as sent. A client behind a proxy sends the whole address.</summary>
    private static string Target(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        const string scheme = "http://";
        if (!target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return target;
        }

        var path = target.IndexOf('/', scheme.Length);
        return path < 0 ? "/" : target[path..];
    }

    /// <summary>A header's value, or <see langword="null"/>.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;

    /// <summary>The first value of a name in the query, or <see langword="null"/>.</summary>
    public string? QueryValue(string name)
    {
        foreach (var pair in Query)
        {
            if (pair.Key == name)
            {
                return pair.Value;
            }
        }

        return null;
    }

    public bool HasQuery(string name) => QueryValue(name) is not null;

    /// <summary>Names and values of <c>a=1&amp;b=2</c>, decoded; a name without <c>=</c> has the empty value.</summary>
    public static List<KeyValuePair<string, string>> ParsePairs(string text, bool plusIsBlank)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            pairs.Add(equals < 0
                ? new(Decode(part), "")
                : new(Decode(part[..equals]), Decode(part[(equals + 1)..])));
        }

        return pairs;

        string Decode(string encoded) => Uri.UnescapeDataString(plusIsBlank ? encoded.Replace('+', ' ') : encoded);
    }
}
