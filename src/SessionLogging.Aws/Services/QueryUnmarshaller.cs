using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Services;

/// <summary>Reads answers and errors in the query protocol.</summary>
internal sealed class QueryUnmarshaller : XmlResponseUnmarshaller
{
    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var answer = XElement.Load(input.Stream);
        return new XmlAnswer
        {
            Result = answer.Elements().FirstOrDefault(child => child.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) ?? new XElement("Result"),
            ResponseMetadata = new ResponseMetadata { RequestId = answer.Child("ResponseMetadata")?.Text("RequestId") },
        };
    }

    /// <inheritdoc/>
    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
