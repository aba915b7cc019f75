using System.Xml;
using Microsoft.AspNetCore.Http;

namespace SessionLogging.Sandbox.S3;

/// <summary>S3's answers in XML.</summary>
internal static class S3Xml
{
    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>As S3 does, characters that XML 1.0 does not allow are written as references, which only some parsers take.</summary>
    private static readonly XmlWriterSettings Settings = new()
    {
        CheckCharacters = false,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>A client's element in the namespace of answers.</summary>
    public static XElement Renamed(XElement element) =>
        Element(element.Name.LocalName, element.HasElements ? element.Elements().Select(Renamed) : element.Value);

    public static WireResponse Answer(XElement body) => Answer(200, body);

    public static WireResponse Error(AwsServiceException error, WireRequest request, string requestId)
    {
        var response = HttpMethods.IsHead(request.Method)
            ? new WireResponse(error.Status, ContentSource.Empty)
            : Answer(error.Status, new XElement(
                "Error",
                new XElement("Code", error.Code),
                new XElement("Message", error.Message),
                error.Details.Select(detail => new XElement(detail.Key, detail.Value)),
                new XElement("RequestId", requestId),
                new XElement("HostId", "sandbox")));
        foreach (var (name, value) in error.Headers)
        {
            response.Headers[name] = value;
        }

        return response;
    }

    /// <summary>The root of a body, whatever its namespace: clients differ.</summary>
    /// <exception cref="AwsServiceException">The body is not XML.</exception>
    public static XElement Read(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw S3Failures.MalformedXml();
        }
    }

    /// <summary>The first descendant of a name.</summary>
    public static string? Value(XElement root, string name) => root.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static WireResponse Answer(int status, XElement body)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
        {
            new XDocument(body).Save(writer);
        }

        return new WireResponse(status, ContentSource.Of(bytes.ToArray())) { Headers = { ["Content-Type"] = "application/xml" } };
    }
}
