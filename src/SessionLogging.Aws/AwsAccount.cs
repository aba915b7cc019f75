using System.Collections.Concurrent;
using Amazon.KeyManagementService;
using Amazon.SimpleSystemsManagement;
using SessionLogging.Aws.Connections;
using SessionLogging.Aws.Ports;

namespace SessionLogging.Aws;

/// <summary>One account in one Region: a client for each service, made at its first use.</summary>
internal sealed class AwsAccount : IAccount
{
    private readonly AWSCredentials _credentials;
    private readonly ClientSettings _settings;
    private readonly AwsCaller _caller;
    private readonly AwsCaller _checking;
    private readonly IdentityCache _identities;
    private readonly Lazy<AmazonSimpleSystemsManagementClient> _ssm;
    private readonly Lazy<AmazonSimpleSystemsManagementClient> _ssmOnce;
    private readonly BucketClients _s3;
    private readonly RegionalClients<AmazonKeyManagementServiceClient> _kms;
    private readonly List<ServiceCaller> _services = [];

    internal AwsAccount(
        ConnectionOptions connection, AWSCredentials credentials, ClientSettings settings, AwsCaller caller, IdentityCache identities, ConcurrentDictionary<string, string> bucketRegions)
    {
        Connection = connection;
        _credentials = credentials;
        _settings = settings;
        _caller = caller;
        _identities = identities;
        _checking = caller = caller.Checking(ct => identities.IsKnownAsync(credentials, settings, _caller, ct));
        _ssm = new(() => new(credentials, settings.Apply(new AmazonSimpleSystemsManagementConfig())));
        _ssmOnce = new(() => new(credentials, settings.ApplyWithoutRetries(new AmazonSimpleSystemsManagementConfig())));
        _s3 = new(credentials, settings);
        _kms = new(settings, regional => new(credentials, regional.Apply(new AmazonKeyManagementServiceConfig())));
        Documents = new SessionDocuments(_ssm, caller);
        var buckets = new BucketCaller(_s3, caller, bucketRegions);
        Buckets = new Buckets(_s3, buckets, caller);
        LogObjects = new LogObjects(buckets);
        var logs = Calls(ServiceDefinitions.Logs);
        LogGroups = new LogGroups(logs);
        LogStreams = new LogStreams(logs);
        Keys = new Keys(_kms, caller);
        Sessions = new SessionHistory(_ssmOnce, caller);
        Nodes = new ManagedNodes(_ssm, caller);
        Instances = new Instances(Calls(ServiceDefinitions.Ec2));
        Regions = new AccountRegions(Calls(ServiceDefinitions.Account), settings.Region);
        Organization = new Organization(Calls(ServiceDefinitions.Organizations));
        EventRules = new EventRules(Calls(ServiceDefinitions.Events));
        Topics = new Topics(Calls(ServiceDefinitions.Sns));
        Functions = new Functions(Calls(ServiceDefinitions.Lambda));
        Trails = new Trails(Calls(ServiceDefinitions.CloudTrail), CallsOnce(ServiceDefinitions.CloudTrail));
        var iam = Calls(ServiceDefinitions.Iam);
        Roles = new Roles(iam);
        Principals = new Principals(iam);
        Pipelines = new Pipelines(Calls(ServiceDefinitions.CodePipeline));
    }

    public string Region => _settings.Region.SystemName;

    public ConnectionOptions Connection { get; }

    public ISessionDocuments Documents { get; }

    public IBuckets Buckets { get; }

    public ILogObjects LogObjects { get; }

    public ILogGroups LogGroups { get; }

    public ILogStreams LogStreams { get; }

    public IKeys Keys { get; }

    public ISessionHistory Sessions { get; }

    public IManagedNodes Nodes { get; }

    public IInstances Instances { get; }

    public IAccountRegions Regions { get; }

    public IOrganization Organization { get; }

    public IEventRules EventRules { get; }

    public ITopics Topics { get; }

    public IFunctions Functions { get; }

    public ITrails Trails { get; }

    public IRoles Roles { get; }

    public IPrincipals Principals { get; }

    public IPipelines Pipelines { get; }

    public Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken) =>
        _identities.GetAsync(_credentials, _settings, _caller, cancellationToken);

    public void Dispose()
    {
        foreach (var client in new[] { Made(_ssm), Made(_ssmOnce), _s3, _kms }.Concat(_services))
        {
            client?.Dispose();
        }
    }

    private ServiceCaller Calls(ServiceDefinition service) => Calls(service, config => _settings.Apply(config));

    private ServiceCaller CallsOnce(ServiceDefinition service) => Calls(service, config => _settings.ApplyWithoutRetries(config));

    private ServiceCaller Calls(ServiceDefinition service, Func<ServiceConfig, ServiceConfig> configure)
    {
        var calls = new ServiceCaller(service, () => new(_credentials, configure(new ServiceConfig(service))), _checking);
        _services.Add(calls);
        return calls;
    }

    private static IDisposable? Made<T>(Lazy<T> client)
        where T : class, IDisposable => client.IsValueCreated ? client.Value : null;
}
