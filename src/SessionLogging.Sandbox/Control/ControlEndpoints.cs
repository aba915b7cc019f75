using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.Faults;

namespace SessionLogging.Sandbox.Control;

/// <summary>The addresses under <c>/_sandbox/</c>: not AWS, but how a test or a person arranges faults and rules and reads what was asked. Unsigned, JSON.</summary>
internal sealed class ControlEndpoints(SandboxServer sandbox, Action stop)
{
    private const string Root = "/_sandbox/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static bool IsMeant(HttpRequest request) => request.Path.Value?.StartsWith(Root, StringComparison.Ordinal) == true;

    public async Task HandleAsync(HttpContext context)
    {
        var request = await WireRequest.ReadAsync(context);
        var response = Answer(request, context.Request.Path.Value![Root.Length..].Split('/'));
        await response.WriteAsync(context, static () => Task.CompletedTask);
    }

    private WireResponse Answer(WireRequest request, string[] path)
    {
        try
        {
            return (request.Method, path) switch
            {
                ("GET", ["faults"]) => Say(200, sandbox.Faults.All),
                ("POST", ["faults"]) => Say(201, new { Id = sandbox.Faults.Add(Read<SandboxFault>(request)) }),
                ("DELETE", ["faults"]) => Done(sandbox.Faults.Clear),
                ("POST", ["faults", var id, "release"]) => Release(id),
                ("GET", ["calls"]) => Say(200, sandbox.Calls.All),
                ("DELETE", ["calls"]) => Done(sandbox.Calls.Clear),
                ("GET", ["deliveries"]) => Say(200, sandbox.Cloud.Deliveries.All),
                ("DELETE", ["deliveries"]) => Done(sandbox.Cloud.Deliveries.Clear),
                ("POST", ["stop"]) => Done(stop),
                ("GET", ["rules", var name]) when RulesOf(name) is { } rules => Say(200, rules.Read()),
                ("POST", ["rules", var name]) when RulesOf(name) is { } rules => Change(rules, request),
                (_, [var service, var account, var region, .. var rest]) => Arrange(request, service, account, region, string.Join('/', rest)),
                _ => Refuse(404, $"There is no {request.Method} {request.RawPath}."),
            };
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return Refuse(400, error.Message);
        }
        catch (AwsServiceException error)
        {
            return Refuse(error.Status, $"{error.Code}: {error.Message}");
        }
    }

    private WireResponse Release(string id)
        => sandbox.Faults.Release(id) ? Done(static () => { }) : Refuse(404, $"No fault {id} is set.");

    private RuleSet? RulesOf(string name) => sandbox.Services.SelectMany(service => service.RuleSets).FirstOrDefault(rules => rules.Name == name);

    /// <summary>What is not named stays as it is.</summary>
    private static WireResponse Change(RuleSet set, WireRequest request)
    {
        var known = set.Read();
        var rules = (JsonObject)JsonSerializer.SerializeToNode(known, known.GetType(), Json)!;
        foreach (var (name, value) in Read<JsonObject>(request))
        {
            rules[name] = value?.DeepClone();
        }

        set.Change(rules.Deserialize(known.GetType(), Json)!);
        return Say(200, set.Read());
    }

    private WireResponse Arrange(WireRequest request, string name, string account, string region, string path)
    {
        var service = sandbox.Services.FirstOrDefault(service => service.SigningName == name);
        return service?.Arrange(request, sandbox.Account(account).Region(region), path)
            ?? Refuse(404, $"There is no {request.Method} {request.RawPath}.");
    }

    private static T Read<T>(WireRequest request)
        => JsonSerializer.Deserialize<T>(request.Body, Json) ?? throw new JsonException("The body is null.");

    private static WireResponse Done(Action action)
    {
        action();
        return new WireResponse(204, ContentSource.Empty);
    }

    private static WireResponse Refuse(int status, string message) => Say(status, new { Message = message });

    private static WireResponse Say(int status, object value)
        => new(status, ContentSource.Of(JsonSerializer.SerializeToUtf8Bytes(value, Json))) { Headers = { ["Content-Type"] = "application/json" } };
}
