using SessionLogging.Preferences.Templates;

namespace SessionLogging.Permissions.Templates;

/// <summary>Destinations and policies in HashiCorp's configuration language (Terraform Registry, provider hashicorp/aws).</summary>
internal sealed class TerraformText
{
    private readonly StringBuilder _text = new();
    private readonly DestinationTemplate _template;
    private readonly string _place;

    private TerraformText(DestinationTemplate template)
    {
        _template = template;
        _place = HclText.Label($"logs_{template.Evidence.Target.AccountId ?? "own"}_{template.Evidence.Region}");
    }

    internal static string Of(DestinationTemplate template)
    {
        var text = new TerraformText(template);
        text.Write();
        return text._text.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Json(IReadOnlyList<PolicyStatement> statements)
    {
        using var json = JsonDocument.Parse(PolicyJson.Write(statements));
        var expression = new StringBuilder("jsonencode(");
        HclText.Append(expression, json.RootElement, "  ");
        return expression.Append(')').ToString();
    }

    private void Write()
    {
        _text.Append("# ").Append(_template.Title).Append('\n');
        if (_template.Bucket is { } bucket)
        {
            WriteBucket(bucket);
        }

        if (_template.LogGroup is { } group)
        {
            WriteLogGroup(group);
        }

        if (_template.ChannelAlias is { } alias)
        {
            var key = $"channel_{_place}";
            WriteKey(key, "The channel of sessions", _template.ChannelKeyPolicy);
            Resource("aws_kms_alias", key, ("name", HclText.Quote(alias)), ("target_key_id", $"aws_kms_key.{key}.key_id"));
        }

        foreach (var policy in _template.Policies)
        {
            var name = $"session-{policy.PolicyType.ToString().ToLowerInvariant()}-{_template.Evidence.Region}";
            Resource(
                "aws_iam_policy",
                $"{policy.PolicyType.ToString().ToLowerInvariant()}_{_place}",
                ("name", HclText.Quote(name)),
                ("description", HclText.Quote($"Session Manager: {policy.Subject}")),
                ("policy", Json(policy.Statement)));
        }
    }

    private void WriteBucket(string bucket)
    {
        Import("aws_s3_bucket", _template.Evidence.Preferences.Bucket, bucket);
        Resource(
            "aws_s3_bucket",
            _place,
            ("bucket", HclText.Quote(bucket)),
            ("object_lock_enabled", _template.Options.LockDays is null ? "false" : "true"),
            ("lifecycle", Block(("prevent_destroy", "true"))));
        var id = $"aws_s3_bucket.{_place}.id";
        Resource("aws_s3_bucket_server_side_encryption_configuration", _place, ("bucket", id), ("rule", Block(("apply_server_side_encryption_by_default", _template.BucketKeyArn is { } key
            ? Block(("sse_algorithm", HclText.Quote(_template.BucketAlgorithm)), ("kms_master_key_id", HclText.Quote(key)))
            : Block(("sse_algorithm", HclText.Quote(_template.BucketAlgorithm)))))));
        Resource(
            "aws_s3_bucket_public_access_block",
            _place,
            ("bucket", id),
            ("block_public_acls", "true"),
            ("block_public_policy", "true"),
            ("ignore_public_acls", "true"),
            ("restrict_public_buckets", "true"));
        Resource("aws_s3_bucket_ownership_controls", _place, ("bucket", id), ("rule", Block(("object_ownership", "\"BucketOwnerEnforced\""))));
        Resource("aws_s3_bucket_versioning", _place, ("bucket", id), ("versioning_configuration", Block(("status", "\"Enabled\""))));
        Resource("aws_s3_bucket_policy", _place, ("bucket", id), ("policy", Json(_template.BucketPolicy)));
        if (_template.Options.RetentionDays is { } days)
        {
            Resource("aws_s3_bucket_lifecycle_configuration", _place, ("bucket", id), ("rule", Block(
                ("id", "\"session-logs\""),
                ("status", "\"Enabled\""),
                ("filter", Block(("prefix", HclText.Quote(_template.Evidence.LogFolder)))),
                ("expiration", Block(("days", Number(days)))),
                ("noncurrent_version_expiration", Block(("noncurrent_days", Number(days)))))));
        }

        if (_template.Options.LockDays is { } locked)
        {
            Resource("aws_s3_bucket_object_lock_configuration", _place, ("bucket", id), ("rule", Block(("default_retention", Block(
                ("mode", HclText.Quote(_template.LockMode)),
                ("days", Number(locked)))))));
        }
    }

    private void WriteLogGroup(string group)
    {
        if (_template.NeedsGroupKey)
        {
            WriteKey(_place, $"The log group {group}", _template.GroupKeyPolicy);
        }

        Import("aws_cloudwatch_log_group", _template.Evidence.Preferences.LogGroup, group);
        var key = _template.NeedsGroupKey ? $"aws_kms_key.{_place}.arn" : _template.GroupKeyArn is { } arn ? HclText.Quote(arn) : null;
        Resource(
            "aws_cloudwatch_log_group",
            _place,
            [
                ("name", HclText.Quote(group)),
                .. _template.GroupRetention is { } days ? new[] { ("retention_in_days", Number(days)) } : [],
                .. key is null ? Array.Empty<(string, string)>() : [("kms_key_id", key)],
                ("skip_destroy", "true"),
            ]);
    }

    private void WriteKey(string label, string description, IReadOnlyList<PolicyStatement> policy) => Resource(
        "aws_kms_key", label, ("description", HclText.Quote(description)), ("enable_key_rotation", "true"), ("policy", Json(policy)));

    // What is there already has to be told to Terraform, which would make another one.
    private void Import<T>(string type, LookupResult<T>? look, string id)
        where T : class
    {
        if (look is { State: LookupState.Known })
        {
            _text.Append("\n# terraform import ").Append(type).Append('.').Append(_place).Append(' ').Append(id);
        }
    }

    private void Resource(string type, string label, params (string Name, string Expression)[] arguments) =>
        _text.Append("\nresource ").Append(HclText.Quote(type)).Append(' ').Append(HclText.Quote(label)).Append(' ').Append(Block(arguments)).Append('\n');

    // A block's body and what is assigned differ in the sign of equality alone.
    private static string Block(params (string Name, string Expression)[] arguments)
    {
        var body = new StringBuilder("{\n");
        foreach (var (name, expression) in arguments)
        {
            var isBlock = expression[0] == '{';
            var lines = isBlock ? expression.Replace("\n", "\n  ") : expression;
            body.Append("  ").Append(name).Append(isBlock ? " " : " = ").Append(lines).Append('\n');
        }

        return body.Append('}').ToString();
    }
}
