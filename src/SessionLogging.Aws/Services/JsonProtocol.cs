using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace SessionLogging.Aws.Services;

/// <summary>A request of a JSON service.</summary>
internal sealed class JsonRequest(string operation) : AmazonWebServiceRequest
{
    internal JsonRequest(string operation, Action<Utf8JsonWriter> writeMembers)
        : this(operation) => WriteMembers = writeMembers;

    /// <summary>The API's name of the operation.</summary>
    internal string Operation => operation;

    /// <summary>The HTTP method.</summary>
    internal string Method { get; init; } = "POST";

    /// <summary>The operation's own path, where the service is REST-JSON; <see langword="null"/> where it is AWS JSON 1.1. Names in braces stand for <see cref="PathValues"/>.</summary>
    internal string? Path { get; init; }

    /// <summary>What stands in the path, by the name in its braces.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> PathValues { get; init; } = [];

    /// <summary>The query string; a member without value is left out.</summary>
    internal IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>Headers of the operation's own.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Writes the request's members inside its object; <see langword="null"/>: the request has no body.</summary>
    internal Action<Utf8JsonWriter>? WriteMembers { get; init; }
}

/// <summary>Writes requests in the protocols AWS JSON 1.1, which names the operation in a header, and REST-JSON, which names it by method and path.</summary>
internal sealed class JsonMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (JsonRequest)input;
        var request = new DefaultRequest(asked, service.ServiceId) { HttpMethod = asked.Method, ResourcePath = asked.Path ?? "/" };
        if (asked.WriteMembers is { } writeMembers)
        {
            request.Content = Body(writeMembers);
            request.Headers["Content-Type"] = asked.Path is null ? "application/x-amz-json-1.1" : "application/json";
        }

        if (asked.Path is null)
        {
            request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{asked.Operation}";
        }

        foreach (var value in asked.PathValues)
        {
            request.AddPathResource($"{{{value.Key}}}", value.Value);
        }

        AddQuery(request, asked);
        foreach (var header in asked.Headers)
        {
            request.Headers[header.Key] = header.Value;
        }

        return request;
    }

    private static void AddQuery(DefaultRequest request, JsonRequest asked)
    {
        foreach (var member in asked.Query)
        {
            if (member.Value is { } value)
            {
                request.Parameters[member.Key] = value;
                request.UseQueryString = true;
            }
        }
    }

    private static byte[] Body(Action<Utf8JsonWriter> writeMembers)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}

/// <summary>An answer of a JSON service.</summary>
internal sealed class JsonAnswer : AmazonWebServiceResponse
{
    /// <summary>The answer's object; of kind <see cref="JsonValueKind.Undefined"/> where the body was empty.</summary>
    internal JsonElement Root { get; init; }
}

/// <summary>Reads answers and errors in the protocols AWS JSON 1.1 and REST-JSON.</summary>
internal sealed class JsonUnmarshaller : JsonResponseUnmarshaller
{
    private const int ReaderBufferSize = 4096;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        if (body.Length == 0)
        {
            return new JsonAnswer();
        }

        using var document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
        return new JsonAnswer { Root = document.RootElement.Clone() };
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream, AWSConfigs.StreamingUtf8JsonReaderBufferSize ?? ReaderBufferSize, input.JsonMaxDepth);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}

/// <summary>Reads the members of an answer. A member that is absent or <c>null</c> is not there; one of another kind than the model says is a <see cref="MalformedAnswerException"/>.</summary>
internal static class JsonMembers
{
    /// <summary>A text.</summary>
    internal static string? Text(this JsonElement element, string name) => Member(element, name) is { } member ? TextOf(member, name) : null;

    /// <summary>A text that is always there.</summary>
    internal static string NeededText(this JsonElement element, string name) => element.Text(name).Needed(name);

    /// <summary>A whole number.</summary>
    internal static int? Number(this JsonElement element, string name) => Member(element, name) is not { } member ? null
        : member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number) ? number
        : throw Unlike(name, "a whole number");

    /// <summary>A truth value.</summary>
    internal static bool? Flag(this JsonElement element, string name) => Member(element, name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unlike(name, "true or false"),
    };

    /// <summary>The texts of a list; none where the list is absent.</summary>
    internal static IReadOnlyList<string> Texts(this JsonElement element, string name) => [.. List(element, name).Select(item => TextOf(item, name))];

    /// <summary>A time, given in milliseconds since 1970.</summary>
    internal static DateTimeOffset? Instant(this JsonElement element, string name) => Member(element, name) is not { } member ? null
        : member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var milliseconds) && IsInCalendar(milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : throw Unlike(name, "a time in milliseconds since 1970");

    /// <summary>A time that is always there, given in milliseconds since 1970.</summary>
    internal static DateTimeOffset NeededInstant(this JsonElement element, string name) => element.Instant(name) ?? throw new MalformedAnswerException($"{name} is missing");

    /// <summary>A time that is always there, given in seconds since 1970, with parts of them.</summary>
    internal static DateTimeOffset NeededSeconds(this JsonElement element, string name) => Member(element, name) is not { } member ? throw new MalformedAnswerException($"{name} is missing")
        : member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var seconds) && Math.Abs(seconds) < long.MaxValue / 1000d && IsInCalendar((long)(seconds * 1000))
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
        : throw Unlike(name, "a time in seconds since 1970");

    /// <summary>The objects of a list; none where the list is absent.</summary>
    internal static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        List(element, name).Select(item => item.ValueKind == JsonValueKind.Object ? item : throw Unlike($"an item of {name}", "an object"));

    private static List<JsonElement> List(JsonElement element, string name) => Member(element, name) is not { } member ? []
        : member.ValueKind == JsonValueKind.Array ? [.. member.EnumerateArray()]
        : throw Unlike(name, "a list");

    private static string TextOf(JsonElement member, string name)
    {
        try
        {
            return member.ValueKind == JsonValueKind.String ? member.GetString()! : throw Unlike(name, "a text");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped.
            throw Unlike(name, "a text in Unicode");
        }
    }

    private static bool IsInCalendar(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    // An operation that answers nothing may answer an empty body.
    private static JsonElement? Member(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Object => element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null,
        _ => throw Unlike("the answer", "an object"),
    };

    private static MalformedAnswerException Unlike(string name, string expected) => new($"{name} is not {expected}");
}
