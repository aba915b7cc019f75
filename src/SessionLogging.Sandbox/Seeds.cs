using SessionLogging.Sandbox.Iam;
using SessionLogging.Sandbox.Kms;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox;

/// <summary>What every new sandbox holds, so that there is something to see. The README lists the same.</summary>
public static class Seeds
{
    /// <summary>A role of both accounts that anybody may assume.</summary>
    public const string AuditRole = "Audit";

    /// <summary>Another role of both accounts that anybody may assume.</summary>
    public const string SessionLoggingRole = "SessionLogging";

    /// <summary>A role of both accounts that demands <see cref="ExternalId"/>.</summary>
    public const string AuditWithExternalIdRole = "AuditWithExternalId";

    /// <summary>A role of both accounts that demands an MFA device and code; any six digits are right but <c>000000</c>.</summary>
    public const string AuditWithMfaRole = "AuditWithMfa";

    /// <summary>A role of both accounts as single sign-on makes them, under <see cref="SsoPath"/>, that anybody may assume.</summary>
    public const string SsoRole = "AWSReservedSSO_SystemAdministrator_1a2b3c4d5e6f7a8b";

    /// <summary>The path of <see cref="SsoRole"/>.</summary>
    public const string SsoPath = "/aws-reserved/sso.amazonaws.com/";

    /// <summary>The role, and the instance profile, of most instances: sessions, and logs in the seeded buckets and log groups.</summary>
    public const string NodeRole = "SessionNodes";

    /// <summary>The role, and the instance profile, of some instances: sessions, and nothing for logs.</summary>
    public const string BareNodeRole = "BareNodes";

    /// <summary>The role of hybrid nodes, under <c>/service-role/</c>: as <see cref="NodeRole"/>, but for looking how buckets are encrypted.</summary>
    public const string HybridNodeRole = "HybridNodes";

    /// <summary>The external id of <see cref="AuditWithExternalIdRole"/>.</summary>
    public const string ExternalId = "sandbox-external-id";

    /// <summary>A document of AWS itself, in both Regions of both accounts: it can be read and not changed.</summary>
    public const string AwsDocument = "AWS-StartPortForwardingSession";

    /// <summary>A Session document of the second account in eu-west-1 that it shares with the first.</summary>
    public const string SharedDocument = "Shared-SessionPreferences";

    /// <summary>The ARN by which the first account reads <see cref="SharedDocument"/>.</summary>
    public static string SharedDocumentArn { get; } = $"arn:aws:ssm:{SandboxAccounts.Ireland}:{SandboxAccounts.Second.Id}:document/{SharedDocument}";

    /// <summary>A bucket of the first account in eu-west-1, encrypted with SSE-S3.</summary>
    public const string Bucket = "audit-logs";

    /// <summary>The same, encrypted with SSE-KMS.</summary>
    public const string KmsBucket = "audit-logs-kms";

    /// <summary>The same, encrypted with DSSE-KMS, which the agent does not accept.</summary>
    public const string DsseBucket = "audit-logs-dsse";

    /// <summary>The same, without an encryption configuration.</summary>
    public const string PlainBucket = "audit-logs-plain";

    /// <summary>A bucket of the first account in us-east-1, encrypted with SSE-S3.</summary>
    public const string VirginiaBucket = "audit-logs-us";

    /// <summary>A bucket of the second account in eu-west-1.</summary>
    public const string OtherAccountBucket = "other-account-logs";

    /// <summary>The enabled symmetric key of the first account in eu-west-1.</summary>
    public const string KeyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

    /// <summary>The ARN of <see cref="KeyId"/>.</summary>
    public static string KeyArn { get; } = $"arn:aws:kms:{SandboxAccounts.Ireland}:{SandboxAccounts.First.Id}:key/{KeyId}";

    /// <summary>An alias of <see cref="KeyId"/>.</summary>
    public const string KeyAlias = "alias/session-manager";

    /// <summary>A disabled key of the first account in eu-west-1, with the alias <c>alias/session-manager-disabled</c>.</summary>
    public const string DisabledKeyId = "1234abcd-12ab-34cd-56ef-1234567890d0";

    /// <summary>An asymmetric key of the first account in eu-west-1, with the alias <c>alias/session-manager-rsa</c>.</summary>
    public const string AsymmetricKeyId = "1234abcd-12ab-34cd-56ef-1234567890a0";

    /// <summary>A key that signs, in eu-west-1.</summary>
    public const string EvidenceKeyId = "1234abcd-12ab-34cd-56ef-1234567890e5";

    /// <summary>The ARN of <see cref="EvidenceKeyId"/>.</summary>
    public static string EvidenceKeyArn { get; } = $"arn:aws:kms:{SandboxAccounts.Ireland}:{SandboxAccounts.First.Id}:key/{EvidenceKeyId}";

    /// <summary>An alias of <see cref="EvidenceKeyId"/>.</summary>
    public const string EvidenceKeyAlias = "alias/evidence";

    /// <summary>An enabled symmetric key of the first account in us-east-1, with the alias <c>alias/session-manager-us</c>.</summary>
    public const string VirginiaKeyId = "1234abcd-12ab-34cd-56ef-123456789005";

    /// <summary>A log group of the first account in eu-west-1, encrypted with <see cref="KeyId"/>.</summary>
    public const string EncryptedLogGroup = "/session-manager/encrypted";

    /// <summary>A log group of the first account in eu-west-1 without a key.</summary>
    public const string PlainLogGroup = "/session-manager/plain";

    /// <summary>A log group of the first account in us-east-1 without a key.</summary>
    public const string VirginiaLogGroup = "/session-manager/us";

    internal static void Plant(Cloud cloud)
    {
        foreach (var account in cloud.Accounts)
        {
            PlantRoles(account);
            foreach (var region in SandboxAccounts.SeededRegions)
            {
                PlantRegion(account.Region(region));
            }
        }

        var second = cloud.Account(SandboxAccounts.Second.Id).Region(SandboxAccounts.Ireland);
        second.Documents.Put(SharedDocument, SharedPreferences);
        second.Documents.Share(SharedDocument, SandboxAccounts.First.Id);
        PlantBuckets(cloud.Buckets);
        PlantKeysAndGroups(cloud.Account(SandboxAccounts.First.Id));
        ActionSeeds.Plant(cloud);
    }

    /// <summary>The roles of every account.</summary>
    internal static void PlantRoles(AccountState account)
    {
        account.Roles.Put(new Role(AuditRole));
        account.Roles.Put(new Role(SessionLoggingRole));
        account.Roles.Put(new Role(AuditWithExternalIdRole) { ExternalId = ExternalId });
        account.Roles.Put(new Role(AuditWithMfaRole) { DemandsMfa = true });
        account.Roles.Put(new Role(NodeRole) { Services = ["ec2.amazonaws.com"], Policies = [ManagedPolicies.ManagedInstanceCore, LogsOf("\"s3:PutObject\",\"s3:GetEncryptionConfiguration\",")] });
        account.Roles.Put(new Role(BareNodeRole) { Services = ["ec2.amazonaws.com"], Policies = [ManagedPolicies.ManagedInstanceCore] });
        account.Roles.Put(new Role(HybridNodeRole) { Path = "/service-role/", Services = ["ssm.amazonaws.com"], Policies = [ManagedPolicies.ManagedInstanceCore, LogsOf("\"s3:PutObject\",")] });
        account.InstanceProfiles.Put(NodeRole, NodeRole);
        account.InstanceProfiles.Put(BareNodeRole, BareNodeRole);
        account.Roles.Put(new Role(SsoRole) { Path = SsoPath, Policies = [ManagedPolicies.Administrator] });
    }

    private static IdentityPolicy LogsOf(string s3) => new(
        "session-logs",
        $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": [ {{s3}} "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:CreateLogStream", "logs:PutLogEvents" ], "Resource": "*" },
            { "Effect": "Allow", "Action": [ "kms:Decrypt", "kms:GenerateDataKey" ], "Resource": "arn:aws:kms:*:*:key/*" }
          ]
        }
        """);

    private static void PlantRegion(RegionState region)
    {
        region.Documents.Put(AwsDocument, PortForwarding, owner: StoredDocument.Amazon);
        foreach (var node in NodeFleet.Of(region))
        {
            region.Nodes.Add(node);
        }
    }

    private static void PlantKeysAndGroups(AccountState account)
    {
        var (ireland, virginia) = (account.Region(SandboxAccounts.Ireland), account.Region(SandboxAccounts.Virginia));
        PlantKey(ireland, new KmsKey(KeyId) { Description = "Sessions and their logs", Policy = KeyPolicy }, KeyAlias);
        PlantKey(ireland, new KmsKey(DisabledKeyId) { State = "Disabled" }, "alias/session-manager-disabled");
        PlantKey(ireland, new KmsKey(AsymmetricKeyId) { Spec = "RSA_2048", Usage = "SIGN_VERIFY" }, "alias/session-manager-rsa");
        PlantKey(ireland, new KmsKey(EvidenceKeyId) { Description = "Signs archives of session logs", Spec = "ECC_NIST_P256", Usage = "SIGN_VERIFY" }, EvidenceKeyAlias);
        PlantKey(ireland, new KmsKey("1234abcd-12ab-34cd-56ef-1234567890f3") { Description = "Default key that protects my S3 objects when no other key is defined", Manager = "AWS" }, "alias/aws/s3");
        PlantKey(virginia, new KmsKey(VirginiaKeyId), "alias/session-manager-us");

        ireland.LogGroups.Add(EncryptedLogGroup, KeyArn);
        ireland.LogGroups.Add(PlainLogGroup).RetentionInDays = 30;
        virginia.LogGroups.Add(VirginiaLogGroup);
    }

    private static void PlantKey(RegionState region, KmsKey key, string alias)
    {
        region.Keys.Put(key);
        region.Keys.PutAlias(alias, key.Id);
    }

    /// <summary>Makes a Session document of each JSON file in a folder, named as the file, in the first account and Ireland.</summary>
    internal static void PlantDocuments(Cloud cloud, string folder)
    {
        var documents = cloud.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            documents.Put(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
        }
    }

    private static void PlantBuckets(BucketDirectory buckets)
    {
        var (first, second) = (SandboxAccounts.First.Id, SandboxAccounts.Second.Id);
        buckets.Add(Bucket, first, SandboxAccounts.Ireland, BucketEncryption.SseS3);
        buckets.Add(KmsBucket, first, SandboxAccounts.Ireland, new BucketEncryption("aws:kms", KeyArn, BucketKeyEnabled: true));
        buckets.Add(DsseBucket, first, SandboxAccounts.Ireland, new BucketEncryption("aws:kms:dsse", KeyArn));
        buckets.Add(PlainBucket, first, SandboxAccounts.Ireland, encryption: null);
        buckets.Add(VirginiaBucket, first, SandboxAccounts.Virginia, BucketEncryption.SseS3);
        buckets.Add(OtherAccountBucket, second, SandboxAccounts.Ireland, BucketEncryption.SseS3);
    }

    // A log group takes no key that CloudWatch Logs may not use.
    private static string KeyPolicy { get; } = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Sid": "Enable IAM User Permissions", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{SandboxAccounts.First.Id}}:root" }, "Action": "kms:*", "Resource": "*" },
            { "Effect": "Allow", "Principal": { "Service": "logs.{{SandboxAccounts.Ireland}}.amazonaws.com" }, "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"], "Resource": "*",
              "Condition": { "ArnLike": { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:{{SandboxAccounts.Ireland}}:{{SandboxAccounts.First.Id}}:*" } } }
          ]
        }
        """;

    private const string PortForwarding = """
        {
          "schemaVersion": "1.0",
          "description": "Document to start port forwarding session over Session Manager",
          "sessionType": "Port",
          "parameters": {
            "portNumber": { "type": "String", "description": "(Optional) Port number of the server on the instance", "allowedPattern": "^([1-9]|[1-9][0-9]{1,4})$", "default": "80" },
            "localPortNumber": { "type": "String", "description": "(Optional) Port number on local machine to forward traffic to", "allowedPattern": "^([0-9]|[1-9][0-9]{1,4})$", "default": "0" }
          },
          "properties": { "portNumber": "{{ portNumber }}", "type": "LocalPortForwarding", "localPortNumber": "{{ localPortNumber }}" }
        }
        """;

    private const string SharedPreferences = """
        {
          "schemaVersion": "1.0",
          "description": "Document to hold regional settings for Session Manager",
          "sessionType": "Standard_Stream",
          "inputs": { "s3BucketName": "other-account-logs", "s3KeyPrefix": "", "s3EncryptionEnabled": true }
        }
        """;
}
