using SessionLogging.Sandbox.Ssm.Nodes;

namespace SessionLogging.Sandbox.Ec2;

/// <summary>Amazon EC2: which instance profile an instance has. The instances are the managed nodes that are no hybrid ones.</summary>
internal sealed partial class Ec2Service : QueryService
{
    public Ec2Service() => Add("DescribeInstances", Describe, static (_, _) => "*");

    public override string Id => "EC2";

    public override string SigningName => "ec2";

    protected override string Version => "2016-11-15";

    protected override XNamespace Namespace { get; } = "http://ec2.amazonaws.com/doc/2016-11-15/";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => base.CommonErrors.SetItems(new Dictionary<CommonError, ErrorForm>
    {
        [CommonError.Denied] = new("UnauthorizedOperation", 403, "You are not authorized to perform this operation."),
        [CommonError.UnknownKey] = new("AuthFailure", 401, "AWS was not able to validate the provided access credentials"),
        [CommonError.Throttled] = new("RequestLimitExceeded", 503, "Request limit exceeded."),
        [CommonError.Internal] = new("InternalError", 500, "An internal error has occurred"),
    });

    [GeneratedRegex(@"\Ai-([0-9a-f]{8}|[0-9a-f]{17})\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InstanceId { get; }

    protected override XElement Answered(string name, IEnumerable<XElement>? result, string requestId) => Element(name + "Response", Element("requestId", requestId), result);

    protected override XElement Refused(AwsServiceException error, string requestId) => new(
        "Response",
        new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message))),
        new XElement("RequestID", requestId));

    private IEnumerable<XElement> Describe(Call call, QueryForm form)
    {
        var asked = new List<string>();
        while (form.Value($"InstanceId.{asked.Count + 1}") is { } id)
        {
            asked.Add(InstanceId.IsMatch(id) ? id : throw new AwsServiceException("InvalidInstanceID.Malformed", 400, $"Invalid id: \"{id}\""));
        }

        var instances = call.Region.Nodes.All.Where(node => !node.IsHybrid).ToList();
        if (asked.Find(id => !instances.Exists(node => node.InstanceId == id)) is { } missing)
        {
            throw new AwsServiceException("InvalidInstanceID.NotFound", 400, $"The instance ID '{missing}' does not exist");
        }

        return [Element("reservationSet", instances.Where(node => asked.Count == 0 || asked.Contains(node.InstanceId)).Select(node => Element(
            "item",
            Element("reservationId", "r-0" + node.InstanceId[3..]),
            Element("ownerId", call.Account.Id),
            Element("instancesSet", Element(
                "item",
                Element("instanceId", node.InstanceId),
                Element("instanceState", Element("code", 16), Element("name", "running")),
                node.InstanceProfile is { } profile
                    ? Element("iamInstanceProfile", Element("arn", $"arn:aws:iam::{call.Account.Id}:instance-profile/{profile}"), Element("id", "AIPASANDBOXPROFILE00"))
                    : null)))))];
    }
}
