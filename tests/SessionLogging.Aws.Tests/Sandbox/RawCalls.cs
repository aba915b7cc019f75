using System.Security.Cryptography;
using System.Xml.Linq;

namespace SessionLogging.Aws.Tests.Sandbox;

/// <summary>Calls of services that no package here has a client for, written by hand.</summary>
internal static class RawCalls
{
    /// <summary>Asks a service of the protocol JSON 1.1 and gives what it answers, an error too.</summary>
    public static async Task<JsonNode> AskAsync(this SandboxServer sandbox, string service, string targetPrefix, string operation, string input, CancellationToken cancellationToken)
    {
        using var request = new RawSigner(service).Sign(new Uri(sandbox.Url), HttpMethod.Post, input, "application/x-amz-json-1.1", ("x-amz-target", $"{targetPrefix}.{operation}"));
        var (_, body) = await SendAsync(request, cancellationToken);
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    /// <summary>Asks a service of the query protocol and gives what it answers, an error too.</summary>
    public static async Task<XElement> AskAsync(this SandboxServer sandbox, string service, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(parameters);
        using var request = new RawSigner(service).Sign(new Uri(sandbox.Url), HttpMethod.Post, await form.ReadAsStringAsync(cancellationToken), "application/x-www-form-urlencoded");
        return XElement.Parse((await SendAsync(request, cancellationToken)).Body);
    }

    /// <summary>Asks a service of the protocol REST-JSON and gives the status and what it answers, an error too.</summary>
    public static async Task<(int Status, JsonNode Body)> AskAsync(this SandboxServer sandbox, string service, HttpMethod method, string path, string input, CancellationToken cancellationToken)
    {
        using var request = new RawSigner(service).Sign(new Uri(sandbox.Url + path), method, input, "application/json");
        var (status, body) = await SendAsync(request, cancellationToken);
        return (status, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }

    private static async Task<(int Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}

/// <summary>Signs a POST to <c>/</c> by hand, so that each part can be wrong: what no SDK will send.</summary>
internal sealed record RawSigner(string Service)
{
    public string AccessKeyId { get; init; } = SandboxAccounts.First.AccessKeyId;

    public string Secret { get; init; } = SandboxAccounts.First.SecretAccessKey;

    public string Region { get; init; } = SandboxAccounts.Ireland;

    public DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    public string? ScopeDate { get; init; }

    public HttpRequestMessage Sign(Uri url, HttpMethod method, string body, string contentType, params (string Name, string Value)[] headers)
    {
        var timestamp = Time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{ScopeDate ?? timestamp[..8]}/{Region}/{Service}/aws4_request";
        var hash = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var all = headers.Append(("host", url.Authority)).Append(("x-amz-content-sha256", hash)).Append(("x-amz-date", timestamp)).OrderBy(header => header.Item1, StringComparer.Ordinal).ToList();
        var names = string.Join(';', all.Select(header => header.Item1));
        var canonical = $"{method}\n{string.Join('/', url.AbsolutePath.Split('/').Select(Uri.EscapeDataString))}\n\n{string.Concat(all.Select(header => $"{header.Item1}:{header.Item2}\n"))}\n{names}\n{hash}";
        var toSign = $"AWS4-HMAC-SHA256\n{timestamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), (derived, part) => HMACSHA256.HashData(derived, Encoding.UTF8.GetBytes(part)));

        var request = new HttpRequestMessage(method, url);
        if (method != HttpMethod.Get)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        foreach (var (name, value) in all.Where(header => header.Item1 != "host"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{scope}, SignedHeaders={names}, Signature={Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)))}");
        return request;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
