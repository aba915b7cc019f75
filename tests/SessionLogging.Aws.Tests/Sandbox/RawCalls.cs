using System.Text.Json.Nodes;
using System.Xml.Linq;
using SessionLogging.Sandbox;

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
