using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws.Ports;

/// <summary>Keys on KMS's API.</summary>
internal sealed class Keys(RegionalClients<AmazonKeyManagementServiceClient> kms, AwsCaller caller) : IKeys
{
    private const string Service = "KMS";

    public IAsyncEnumerable<IReadOnlyList<string>> ListAliasesAsync(CancellationToken cancellationToken) => caller.PagesAsync(
        Service,
        "ListAliases",
        (token, ct) => kms.In(kms.Home).ListAliasesAsync(new ListAliasesRequest { Limit = 100, Marker = token }, ct),
        static answer => new Page<string>(answer.Aliases.Each("Aliases", alias => alias.AliasName.Needed("AliasName")), answer.NextMarker),
        cancellationToken);

    public Task<LookupResult<KeyFacts>> LookAsync(string keyId, CancellationToken cancellationToken)
    {
        var region = RegionOf(keyId) ?? kms.Home;
        return Look.AtAsync(
            () => caller.In(region).CallAsync(
                Service,
                "DescribeKey",
                ct => kms.In(region).DescribeKeyAsync(new DescribeKeyRequest { KeyId = keyId }, ct),
                answer => LookupResult.Known(Facts(answer.KeyMetadata.Needed("KeyMetadata"), region)),
                cancellationToken),
            missingCode: "NotFoundException");
    }

    public Task<LookupResult<KeyPolicy>> LookAtPolicyAsync(string keyArn, CancellationToken cancellationToken)
    {
        var region = RegionOf(keyArn) ?? kms.Home;
        return Look.AtAsync(
            () => caller.In(region).CallAsync(
                Service,
                "GetKeyPolicy",
                ct => kms.In(region).GetKeyPolicyAsync(new GetKeyPolicyRequest { KeyId = keyArn, PolicyName = "default" }, ct),
                static answer => LookupResult.Known(new KeyPolicy(answer.Policy.Needed("Policy"))),
                cancellationToken),
            missingCode: "NotFoundException");
    }

    public Task<PublicKey> GetPublicKeyAsync(string keyId, CancellationToken cancellationToken)
    {
        var region = RegionOf(keyId) ?? kms.Home;
        return caller.In(region).CallAsync(
            Service,
            "GetPublicKey",
            ct => kms.In(region).GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = keyId }, ct),
            static answer => new PublicKey(
                answer.KeyId.Needed("KeyId"), answer.KeyUsage?.Value ?? "", [.. answer.SigningAlgorithms ?? []], answer.PublicKey.Needed("PublicKey").ToArray()),
            cancellationToken);
    }

    public Task<byte[]> SignAsync(string keyArn, string algorithm, byte[] digest, CancellationToken cancellationToken)
    {
        var region = RegionOf(keyArn) ?? kms.Home;
        return caller.In(region).CallAsync(
            Service,
            "Sign",
            ct => kms.In(region).SignAsync(
                new SignRequest { KeyId = keyArn, Message = new MemoryStream(digest), MessageType = MessageType.DIGEST, SigningAlgorithm = algorithm }, ct),
            static answer => answer.Signature.Needed("Signature").ToArray(),
            cancellationToken);
    }

    // What stands in the ARN's place for the Region becomes part of a host name, and the ARN may be anybody's text: KMS itself refuses what is none.
    private static string? RegionOf(string keyId) =>
        Arn.TryParse(keyId, out var arn) && arn.Service == "kms" && RegionName.IsOne(arn.Region) ? arn.Region : null;

    private static KeyFacts Facts(KeyMetadata key, string region) => new(
        key.Arn.Needed("Arn"),
        region,
        key.KeyState,
        key.KeyUsage == KeyUsageType.ENCRYPT_DECRYPT && key.KeySpec == KeySpec.SYMMETRIC_DEFAULT)
    {
        IsAwsManaged = key.KeyManager == KeyManagerType.AWS,
    };
}
