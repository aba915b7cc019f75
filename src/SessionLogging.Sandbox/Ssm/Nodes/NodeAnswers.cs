namespace SessionLogging.Sandbox.Ssm.Nodes;

/// <summary>The answers about managed nodes.</summary>
internal static class NodeAnswers
{
    public static readonly MemberRule MaxResults = new("MaxResults") { Range = (5, 50) };

    /// <summary>The answer of DescribeInstanceInformation.</summary>
    public static JsonObject Describe(JsonCall call)
    {
        if (call.Input["Filters"] is JsonArray { Count: > 0 } || call.Input["InstanceInformationFilterList"] is JsonArray { Count: > 0 })
        {
            throw new AwsServiceException("InvalidFilterKey", 400, "The sandbox knows no filters of nodes.");
        }

        var (page, next) = Paging.Page(call.Region.Nodes.All, call.Text("NextToken"), (int)(call.Number("MaxResults") ?? 50), DocumentErrors.NextToken);
        var now = call.Region.Clock.GetUtcNow();
        return JsonCall.Compact(new JsonObject { ["InstanceInformationList"] = new JsonArray([.. page.Select(node => Node(node, now))]), ["NextToken"] = next });
    }

    private static JsonObject Node(StoredNode node, DateTimeOffset now) => JsonCall.Compact(new JsonObject
    {
        ["InstanceId"] = node.InstanceId,
        ["PingStatus"] = node.PingStatus,
        ["LastPingDateTime"] = JsonCall.Seconds(now.AddMinutes(node.PingStatus == "Online" ? -1 : -600)),
        ["AgentVersion"] = "3.3.1142.0",
        ["IsLatestVersion"] = false,
        ["PlatformType"] = node.PlatformType,
        ["PlatformName"] = node.PlatformName,
        ["PlatformVersion"] = node.PlatformVersion,
        ["ResourceType"] = node.IsHybrid ? "ManagedInstance" : "EC2Instance",
        ["Name"] = node.Name,
        ["IPAddress"] = "10.0.0.10",
        ["ComputerName"] = node.ComputerName,
        ["SourceType"] = node.IsHybrid ? "AWS::SSM::ManagedInstance" : "AWS::EC2::Instance",
    });
}
