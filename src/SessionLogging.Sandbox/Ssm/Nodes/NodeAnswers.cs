namespace SessionLogging.Sandbox.Ssm.Nodes;

/// <summary>The answers about managed nodes.</summary>
internal static class NodeAnswers
{
    public static readonly MemberRule MaxResults = new("MaxResults") { Range = (5, 50) };

    /// <summary>The answer of DescribeInstanceInformation.</summary>
    public static JsonObject Describe(JsonCall call)
    {
        var ids = Ids(call);
        var (page, next) = Paging.Page(call.Region.Nodes.All.Where(node => ids is null || ids.Contains(node.InstanceId)), call.Text("NextToken"), (int)(call.Number("MaxResults") ?? 50), DocumentErrors.NextToken);
        var now = call.Region.Clock.GetUtcNow();
        return JsonCall.Compact(new JsonObject { ["InstanceInformationList"] = new JsonArray([.. page.Select(node => Node(node, now))]), ["NextToken"] = next });
    }

    /// <summary>The answer of GetServiceSetting.</summary>
    public static JsonObject Setting(JsonCall call)
    {
        const string defaultRole = "/ssm/managed-instance/default-ec2-instance-management-role";
        var id = call.Required("SettingId");
        if (id != defaultRole && id != call.Region.Arn("ssm", "servicesetting" + defaultRole))
        {
            throw new AwsServiceException("ServiceSettingNotFound", 400, $"The sandbox has no service setting {id}.");
        }

        return new JsonObject
        {
            ["ServiceSetting"] = new JsonObject
            {
                ["SettingId"] = defaultRole,
                ["SettingValue"] = call.Region.Nodes.DefaultRole,
                ["ARN"] = call.Region.Arn("ssm", "servicesetting" + defaultRole),
                ["Status"] = call.Region.Nodes.DefaultRole == "$None" ? "Default" : "Customized",
            },
        };
    }

    // Of the filters it knows that of ids.
    private static HashSet<string>? Ids(JsonCall call)
    {
        if (call.Input["InstanceInformationFilterList"] is JsonArray { Count: > 0 })
        {
            throw new AwsServiceException("InvalidFilterKey", 400, "The sandbox filters nodes by Filters alone.");
        }

        return call.Input["Filters"] switch
        {
            null or JsonArray { Count: 0 } => null,
            JsonArray { Count: 1 } filters when filters[0]?["Key"]?.ToString() == "InstanceIds" && filters[0]!["Values"] is JsonArray values => [.. values.Select(value => value?.ToString() ?? "")],
            _ => throw new AwsServiceException("InvalidFilterKey", 400, "The sandbox filters nodes by InstanceIds alone."),
        };
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
        ["IamRole"] = node.IamRole,
        ["Name"] = node.Name,
        ["IPAddress"] = "10.0.0.10",
        ["ComputerName"] = node.ComputerName,
        ["SourceType"] = node.IsHybrid ? "AWS::SSM::ManagedInstance" : "AWS::EC2::Instance",
    });
}
