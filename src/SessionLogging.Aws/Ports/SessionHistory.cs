using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace SessionLogging.Aws.Ports;

/// <summary>Sessions on Systems Manager's API, by a client that sends every request once.</summary>
internal sealed class SessionHistory(Lazy<AmazonSimpleSystemsManagementClient> ssm, AwsCaller caller) : ISessionHistory
{
    private const string FilterTime = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public async Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        var request = new DescribeSessionsRequest
        {
            State = query.State == Accounts.SessionState.Active ? Amazon.SimpleSystemsManagement.SessionState.Active : Amazon.SimpleSystemsManagement.SessionState.History,
            MaxResults = SessionQuery.PageSize,
            NextToken = nextToken,
            Filters = Filters(query) is { Count: > 0 } filters ? filters : null,
        };
        return await caller.CallAsync(
            "SSM",
            "DescribeSessions",
            ct => ssm.Value.DescribeSessionsAsync(request, ct),
            static answer => new SessionPage(answer.Sessions.Each("Sessions", Session), answer.NextToken.Given()) { AnsweredAt = CallScope.Current?.AnsweredAt },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The API takes whole seconds, so a bound between two is moved outwards: nothing that was asked for is left out.</summary>
    private static List<SessionFilter> Filters(SessionQuery query)
    {
        var filters = query.Filters.Select(filter => new SessionFilter { Key = filter.Key, Value = filter.Value }).ToList();
        AddTime(SessionFilterKey.InvokedAfter, query.InvokedAfter);
        AddTime(SessionFilterKey.InvokedBefore, query.InvokedBefore?.AddTicks(TimeSpan.TicksPerSecond - 1));
        return filters;

        void AddTime(SessionFilterKey key, DateTimeOffset? time)
        {
            if (time is { } given)
            {
                filters.Add(new SessionFilter { Key = key, Value = given.ToUniversalTime().ToString(FilterTime, CultureInfo.InvariantCulture) });
            }
        }
    }

    private static Accounts.Session Session(Amazon.SimpleSystemsManagement.Model.Session session) => new()
    {
        SessionId = session.SessionId.Needed("SessionId"),
        Target = session.Target,
        Status = session.Status,
        StartDate = session.StartDate.ToUtc(),
        EndDate = session.EndDate.ToUtc(),
        DocumentName = session.DocumentName,
        Owner = session.Owner,
        Reason = session.Reason,
        S3OutputUrl = session.OutputUrl?.S3OutputUrl,
        CloudWatchOutputUrl = session.OutputUrl?.CloudWatchOutputUrl,
        AccessType = session.AccessType,
    };
}

/// <summary>Nodes on Systems Manager's API.</summary>
internal sealed class ManagedNodes(Lazy<AmazonSimpleSystemsManagementClient> ssm, AwsCaller caller) : IManagedNodes
{
    private const string DefaultRole = "/ssm/managed-instance/default-ec2-instance-management-role";
    private const string NoRole = "$None";

    public IAsyncEnumerable<IReadOnlyList<ManagedNode>> ListAsync(CancellationToken cancellationToken) => caller.PagesAsync(
        "SSM",
        "DescribeInstanceInformation",
        (token, ct) => ssm.Value.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { MaxResults = 50, NextToken = token }, ct),
        static answer => new Page<ManagedNode>(answer.InstanceInformationList.Each("InstanceInformationList", Node), answer.NextToken),
        cancellationToken);

    public Task<LookupResult<NodeActivation>> LookAsync(string nodeId, CancellationToken cancellationToken) => Look.AtAsync(
        () => caller.CallAsync(
            "SSM",
            "DescribeInstanceInformation",
            ct => ssm.Value.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [nodeId] }] }, ct),
            static answer => answer.InstanceInformationList.Each("InstanceInformationList", static node => new NodeActivation(node.IamRole.Given())) is [var only, ..]
                ? LookupResult.Known(only)
                : LookupResult.Missing<NodeActivation>(),
            cancellationToken),
        missingCode: "InvalidInstanceId");

    public Task<LookupResult<DefaultNodeRole>> LookAtDefaultRoleAsync(CancellationToken cancellationToken) => Look.AtAsync(
        () => caller.CallAsync(
            "SSM",
            "GetServiceSetting",
            ct => ssm.Value.GetServiceSettingAsync(new GetServiceSettingRequest { SettingId = DefaultRole }, ct),
            static answer => LookupResult.Known(new DefaultNodeRole(answer.ServiceSetting.Needed("ServiceSetting").SettingValue.Given() is { } role && role != NoRole ? role : null)),
            cancellationToken),
        missingCode: "ServiceSettingNotFound");

    private static ManagedNode Node(InstanceInformation node) => new(node.InstanceId.Needed("InstanceId"), node.ComputerName.Given() ?? node.Name.Given(), node.PlatformName.Given());
}
