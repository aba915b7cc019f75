using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Connections;
using SessionLogging.Aws.Ports;

namespace SessionLogging.Aws;

/// <summary>One account in one Region: a client for each service, made at its first use.</summary>
internal sealed class AwsAccount : IAccount
{
    private readonly AWSCredentials _credentials;
    private readonly ClientSettings _settings;
    private readonly AwsCaller _caller;
    private readonly IdentityCache _identities;
    private readonly Lazy<AmazonSimpleSystemsManagementClient> _ssm;
    private readonly Lazy<AmazonS3Client> _s3;

    internal AwsAccount(ConnectionOptions connection, AWSCredentials credentials, ClientSettings settings, AwsCaller caller, IdentityCache identities)
    {
        Connection = connection;
        _credentials = credentials;
        _settings = settings;
        _caller = caller;
        _identities = identities;
        _ssm = new(() => new(credentials, settings.Apply(new AmazonSimpleSystemsManagementConfig())));
        _s3 = new(() => new(credentials, settings.ApplyToS3(new AmazonS3Config())));
        Documents = new SessionDocuments(_ssm, caller);
        Buckets = new Buckets(_s3, caller);
    }

    /// <inheritdoc/>
    public string Region => _settings.Region.SystemName;

    /// <inheritdoc/>
    public ConnectionOptions Connection { get; }

    /// <inheritdoc/>
    public ISessionDocuments Documents { get; }

    /// <inheritdoc/>
    public IBuckets Buckets { get; }

    /// <inheritdoc/>
    public Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken) =>
        _identities.GetAsync(_credentials, _settings, _caller, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in new[] { Made(_ssm), Made(_s3) })
        {
            client?.Dispose();
        }
    }

    private static IDisposable? Made<T>(Lazy<T> client)
        where T : class, IDisposable => client.IsValueCreated ? client.Value : null;
}
