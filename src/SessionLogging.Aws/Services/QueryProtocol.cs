using System.Xml.Linq;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Services;

/// <summary>A request of a query service.</summary>
internal sealed class QueryRequest(string operation, IReadOnlyList<KeyValuePair<string, string>> parameters) : AmazonWebServiceRequest
{
    /// <summary>The API's name of the operation.</summary>
    internal string Operation => operation;

    /// <summary>The request's members, by the names that the protocol flattens them to.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Parameters => parameters;
}

/// <summary>Writes requests in the query protocol: a form with the operation as its first field.</summary>
internal sealed class QueryMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (QueryRequest)input;
        var request = new DefaultRequest(asked, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters["Action"] = asked.Operation;
        request.Parameters["Version"] = service.ApiVersion;
        foreach (var parameter in asked.Parameters)
        {
            request.Parameters[parameter.Key] = parameter.Value;
        }

        return request;
    }
}

/// <summary>An answer of a query service.</summary>
internal sealed class XmlAnswer : AmazonWebServiceResponse
{
    /// <summary>The operation's result element; an empty one where the operation answers nothing.</summary>
    internal XElement Result { get; init; } = new("Result");
}

/// <summary>Reads the elements of an answer by their local names.</summary>
internal static class XmlMembers
{
    /// <summary>A child, or <see langword="null"/>.</summary>
    internal static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>A child's text, or <see langword="null"/> where there is no such child.</summary>
    internal static string? Text(this XElement element, string name) => element.Child(name)?.Value;

    /// <summary>The entries of a map.</summary>
    /// <exception cref="MalformedAnswerException">An entry has no key, or one that another has.</exception>
    internal static IReadOnlyDictionary<string, string> Map(this XElement element, string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in element.Child(name)?.Elements() ?? [])
        {
            var key = entry.Text("key").Needed($"the key of an entry of {name}");
            map[key] = !map.ContainsKey(key) ? entry.Text("value") ?? "" : throw new MalformedAnswerException($"{name} has two entries for {key}");
        }

        return map;
    }
}

/// <summary>Reads answers and errors in the query protocol.</summary>
internal sealed class QueryUnmarshaller : XmlResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var answer = XElement.Load(input.Stream);
        return new XmlAnswer
        {
            Result = answer.Elements().FirstOrDefault(child => child.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) ?? answer, // EC2 puts nothing around its result.
            ResponseMetadata = new ResponseMetadata { RequestId = answer.Child("ResponseMetadata")?.Text("RequestId") ?? answer.Text("requestId") },
        };
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
