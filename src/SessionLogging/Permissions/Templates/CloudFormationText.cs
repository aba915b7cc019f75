namespace SessionLogging.Permissions.Templates;

/// <summary>Destinations and policies as a CloudFormation template (AWS CloudFormation Template Reference).</summary>
internal static class CloudFormationText
{
    private const string Bucket = "LogBucket";
    private const string GroupKey = "LogGroupKey";
    private const string ChannelKey = "ChannelKey";
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    internal static string Of(DestinationTemplate template)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Indented))
        {
            Object(json, null, () =>
            {
                json.WriteString("AWSTemplateFormatVersion", "2010-09-09");
                json.WriteString("Description", template.Title);
                Object(json, "Resources", () => Resources(json, template));
            });
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).Replace("\r\n", "\n") + "\n";
    }

    private static void Resources(Utf8JsonWriter json, DestinationTemplate template)
    {
        if (template.Bucket is { } bucket)
        {
            Resource(json, Bucket, "AWS::S3::Bucket", isKept: true, () => BucketProperties(json, template, bucket));
            Resource(json, "LogBucketPolicy", "AWS::S3::BucketPolicy", isKept: false, () =>
            {
                Object(json, "Bucket", () => json.WriteString("Ref", Bucket));
                Policy(json, "PolicyDocument", template.BucketPolicy);
            });
        }

        if (template.NeedsGroupKey)
        {
            Key(json, GroupKey, $"The log group {template.LogGroup}", template.GroupKeyPolicy);
        }

        if (template.LogGroup is { } group)
        {
            Resource(json, "LogGroup", "AWS::Logs::LogGroup", isKept: true, () =>
            {
                json.WriteString("LogGroupName", group);
                if (template.GroupRetention is { } days)
                {
                    json.WriteNumber("RetentionInDays", days);
                }

                if (template.NeedsGroupKey)
                {
                    Object(json, "KmsKeyId", () => GetArn(json, GroupKey));
                }
                else if (template.GroupKeyArn is { } key)
                {
                    json.WriteString("KmsKeyId", key);
                }
            });
        }

        if (template.ChannelAlias is { } alias)
        {
            Key(json, ChannelKey, "The channel of sessions", template.ChannelKeyPolicy);
            Resource(json, "ChannelKeyAlias", "AWS::KMS::Alias", isKept: false, () =>
            {
                json.WriteString("AliasName", alias);
                Object(json, "TargetKeyId", () => json.WriteString("Ref", ChannelKey));
            });
        }

        foreach (var policy in template.Policies)
        {
            Resource(json, $"{policy.PolicyType}Policy", "AWS::IAM::ManagedPolicy", isKept: false, () =>
            {
                json.WriteString("Description", $"Session Manager: {policy.Subject}");
                Policy(json, "PolicyDocument", policy.Statement);
            });
        }
    }

    private static void BucketProperties(Utf8JsonWriter json, DestinationTemplate template, string bucket)
    {
        json.WriteString("BucketName", bucket);
        Object(json, "BucketEncryption", () => List(json, "ServerSideEncryptionConfiguration", () => Object(json, "ServerSideEncryptionByDefault", () =>
        {
            json.WriteString("SSEAlgorithm", template.BucketAlgorithm);
            if (template.BucketKeyArn is { } key)
            {
                json.WriteString("KMSMasterKeyID", key);
            }
        })));
        Object(json, "PublicAccessBlockConfiguration", () =>
        {
            json.WriteBoolean("BlockPublicAcls", true);
            json.WriteBoolean("BlockPublicPolicy", true);
            json.WriteBoolean("IgnorePublicAcls", true);
            json.WriteBoolean("RestrictPublicBuckets", true);
        });
        Object(json, "OwnershipControls", () => List(json, "Rules", () => json.WriteString("ObjectOwnership", "BucketOwnerEnforced")));
        Object(json, "VersioningConfiguration", () => json.WriteString("Status", "Enabled"));
        if (template.Options.RetentionDays is { } days)
        {
            Object(json, "LifecycleConfiguration", () => List(json, "Rules", () =>
            {
                json.WriteString("Id", "session-logs");
                json.WriteString("Status", "Enabled");
                json.WriteString("Prefix", template.Evidence.LogFolder);
                json.WriteNumber("ExpirationInDays", days);
                Object(json, "NoncurrentVersionExpiration", () => json.WriteNumber("NoncurrentDays", days));
            }));
        }

        if (template.Options.LockDays is { } locked)
        {
            json.WriteBoolean("ObjectLockEnabled", true);
            Object(json, "ObjectLockConfiguration", () =>
            {
                json.WriteString("ObjectLockEnabled", "Enabled");
                Object(json, "Rule", () => Object(json, "DefaultRetention", () =>
                {
                    json.WriteString("Mode", template.LockMode);
                    json.WriteNumber("Days", locked);
                }));
            });
        }
    }

    private static void Key(Utf8JsonWriter json, string name, string description, IReadOnlyList<PolicyStatement> policy) => Resource(json, name, "AWS::KMS::Key", isKept: true, () =>
    {
        json.WriteString("Description", description);
        json.WriteBoolean("EnableKeyRotation", true);
        Policy(json, "KeyPolicy", policy);
    });

    // What holds logs, or what they were encrypted with, outlives its stack.
    private static void Resource(Utf8JsonWriter json, string name, string type, bool isKept, Action properties) => Object(json, name, () =>
    {
        json.WriteString("Type", type);
        if (isKept)
        {
            json.WriteString("DeletionPolicy", "Retain");
            json.WriteString("UpdateReplacePolicy", "Retain");
        }

        Object(json, "Properties", properties);
    });

    private static void Policy(Utf8JsonWriter json, string name, IReadOnlyList<PolicyStatement> statements)
    {
        json.WritePropertyName(name);
        PolicyJson.Write(json, statements);
    }

    private static void GetArn(Utf8JsonWriter json, string resource)
    {
        json.WriteStartArray("Fn::GetAtt");
        json.WriteStringValue(resource);
        json.WriteStringValue("Arn");
        json.WriteEndArray();
    }

    private static void List(Utf8JsonWriter json, string name, Action only)
    {
        json.WriteStartArray(name);
        Object(json, null, only);
        json.WriteEndArray();
    }

    private static void Object(Utf8JsonWriter json, string? name, Action members)
    {
        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        members();
        json.WriteEndObject();
    }
}
