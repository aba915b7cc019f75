using System.Runtime.CompilerServices;
using Amazon;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws.Ports;

/// <summary>Keys on KMS's API.</summary>
internal sealed class Keys(RegionalClients<AmazonKeyManagementServiceClient> kms, AwsCaller caller) : IKeys
{
    private const string Service = "KMS";

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> ListAliasesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListAliasesRequest { Limit = 100 };
        do
        {
            var page = await caller.CallAsync(Service, "ListAliases", ct => kms.In(kms.Home).ListAliasesAsync(request, ct), cancellationToken)
                .ConfigureAwait(false);
            yield return [.. (page.Aliases ?? []).Select(alias => alias.AliasName)];
            request.Marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
    }

    /// <inheritdoc/>
    public Task<Looked<KeyFacts>> LookAsync(string keyId, CancellationToken cancellationToken)
    {
        var region = RegionOf(keyId) ?? kms.Home;
        return Look.AtAsync(
            async () =>
            {
                var request = new DescribeKeyRequest { KeyId = keyId };
                var answer = await caller.In(region)
                    .CallAsync(Service, "DescribeKey", ct => kms.In(region).DescribeKeyAsync(request, ct), cancellationToken)
                    .ConfigureAwait(false);
                return Looked.Known(Facts(answer.KeyMetadata, region));
            },
            missingCode: "NotFoundException");
    }

    /// <inheritdoc/>
    public Task<Looked<KeyPolicy>> LookAtPolicyAsync(string keyArn, CancellationToken cancellationToken)
    {
        var region = RegionOf(keyArn) ?? kms.Home;
        return Look.AtAsync(
            async () =>
            {
                var request = new GetKeyPolicyRequest { KeyId = keyArn, PolicyName = "default" };
                var answer = await caller.In(region)
                    .CallAsync(Service, "GetKeyPolicy", ct => kms.In(region).GetKeyPolicyAsync(request, ct), cancellationToken)
                    .ConfigureAwait(false);
                return Looked.Known(new KeyPolicy(answer.Policy));
            },
            missingCode: "NotFoundException");
    }

    private static string? RegionOf(string keyId) =>
        Arn.TryParse(keyId, out var arn) && arn.Service == "kms" && arn.Region.Length > 0 ? arn.Region : null;

    private static KeyFacts Facts(KeyMetadata key, string region) => new(
        key.Arn,
        region,
        key.KeyState,
        key.KeyUsage == KeyUsageType.ENCRYPT_DECRYPT && key.KeySpec == KeySpec.SYMMETRIC_DEFAULT)
    {
        IsAwsManaged = key.KeyManager == KeyManagerType.AWS,
    };
}
