namespace SessionLogging.Sandbox.Kms;

/// <summary>AWS Key Management Service: what keys there are.</summary>
internal sealed partial class KmsService : JsonService
{
    private const int PageSize = 50;

    private static readonly MemberRule KeyId = new("KeyId") { MinLength = 1, MaxLength = 2048 };

    public KmsService()
    {
        Add("DescribeKey", Describe, Arn, KeyId with { Required = true });
        Add("GetKeyPolicy", GetPolicy, Arn, KeyId with { Required = true }, new("PolicyName") { MinLength = 1, MaxLength = 128, Pattern = @"[\w]+" });
        Add(
            "Sign",
            Sign,
            Arn,
            KeyId with { Required = true },
            new("Message") { Required = true, MinLength = 1, MaxLength = 4096 },
            new("MessageType") { OneOf = ["RAW", "DIGEST", "EXTERNAL_MU"] },
            new("SigningAlgorithm") { Required = true, OneOf = KeySpecs.SigningAlgorithms });
        Add("GetPublicKey", GetPublicKey, Arn, KeyId with { Required = true });
        Add("ListAliases", ListAliases, _ => "*", KeyId, new("Limit") { Range = (1, 1000) }, new("Marker") { MinLength = 1, MaxLength = 1024 });
        Add(
            "CreateKey",
            Create,
            _ => "*",
            new("Description") { MaxLength = 8192 },
            new("KeyUsage") { OneOf = KeySpecs.Usages },
            new("KeySpec") { OneOf = KeySpecs.All },
            new("CustomerMasterKeySpec") { OneOf = KeySpecs.All });
        Add(
            "CreateAlias",
            CreateAlias,
            Arn,
            new("AliasName") { Required = true, MinLength = 1, MaxLength = 256, Pattern = "^[a-zA-Z0-9:/_-]+$" },
            new("TargetKeyId") { Required = true, MinLength = 1, MaxLength = 2048 });
    }

    public override string Id => "KMS";

    public override string SigningName => "kms";

    protected override string TargetPrefix => "TrentService";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors { get; } = JsonErrors.SetItem(
        CommonError.Internal, new("KMSInternalException", 500, "The request was rejected because an internal exception occurred. The request can be retried."));

    [GeneratedRegex(@"\Aarn:aws:kms:(?<region>[^:]*):(?<account>[^:]*):(key|alias)/.+\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ArnForm { get; }

    private static string Arn(JsonCall call)
    {
        var id = call.Value("KeyId") ?? call.Value("TargetKeyId") ?? "*";
        return id.StartsWith("arn:", StringComparison.Ordinal) ? id : call.Region.Arn("kms", id.StartsWith("alias/", StringComparison.Ordinal) ? id : "key/" + id);
    }

    private JsonObject Describe(JsonCall call) => new() { ["KeyMetadata"] = Metadata(call, Find(call, call.Required("KeyId"))) };

    /// <summary>An alias will not do.</summary>
    private JsonObject GetPolicy(JsonCall call)
    {
        var id = call.Required("KeyId");
        if (id.Contains("alias/", StringComparison.Ordinal))
        {
            throw NotFound($"Invalid keyId '{id}'");
        }

        const string only = "default";
        if (call.Text("PolicyName") is { } name and not only)
        {
            throw NotFound($"No such policy exists: {name}");
        }

        return new JsonObject { ["Policy"] = call.Region.Keys.PolicyOf(Find(call, id)), ["PolicyName"] = only };
    }

    private JsonObject Sign(JsonCall call)
    {
        var key = Usable(call);
        var algorithm = call.Required("SigningAlgorithm");
        if (key.Usage != KeySpecs.SignVerify)
        {
            throw new AwsServiceException("InvalidKeyUsageException", 400, $"{call.Region.Keys.ArnOf(key)} key usage is {key.Usage} which is not valid for Sign.");
        }

        if (!KeySpecs.Of(key).Algorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            throw new AwsServiceException("InvalidKeyUsageException", 400, $"Algorithm {algorithm} and key spec {key.Spec} are incompatible for key {call.Region.Keys.ArnOf(key)}.");
        }

        byte[] message;
        try
        {
            message = Convert.FromBase64String(call.Required("Message"));
        }
        catch (FormatException)
        {
            throw new AwsServiceException("SerializationException", 400, "Message is not in Base64.");
        }

        var signature = call.Region.Keys.MaterialOf(key).Sign(message, algorithm, isDigest: call.Text("MessageType") == "DIGEST")
            ?? throw Error(CommonError.Invalid, $"Digest is invalid length for algorithm {algorithm}.");
        return new JsonObject { ["KeyId"] = call.Region.Keys.ArnOf(key), ["Signature"] = Convert.ToBase64String(signature), ["SigningAlgorithm"] = algorithm };
    }

    private JsonObject GetPublicKey(JsonCall call)
    {
        var key = Usable(call);
        var (member, algorithms) = KeySpecs.Of(key);
        return key.Spec == KeySpecs.Symmetric || key.Spec.StartsWith("HMAC", StringComparison.Ordinal)
            ? throw new AwsServiceException("UnsupportedOperationException", 400, $"{call.Region.Keys.ArnOf(key)} has no public key.")
            : new JsonObject
            {
                ["KeyId"] = call.Region.Keys.ArnOf(key),
                ["PublicKey"] = Convert.ToBase64String(call.Region.Keys.MaterialOf(key).PublicKey),
                ["CustomerMasterKeySpec"] = key.Spec,
                ["KeySpec"] = key.Spec,
                ["KeyUsage"] = key.Usage,
                [member] = new JsonArray([.. algorithms.Select(each => JsonValue.Create(each))]),
            };
    }

    /// <summary>A key that can be used now.</summary>
    private KmsKey Usable(JsonCall call)
    {
        var key = Find(call, call.Required("KeyId"));
        var arn = call.Region.Keys.ArnOf(key);
        return key switch
        {
            { State: "Disabled" } => throw new AwsServiceException("DisabledException", 400, $"{arn} is disabled."),
            { State: not "Enabled" } => throw new AwsServiceException("KMSInvalidStateException", 400, $"{arn} is {key.State}."),
            _ => key,
        };
    }

    private JsonObject ListAliases(JsonCall call)
    {
        var ofKey = call.Text("KeyId") is { } id ? Find(call, id) : null;
        var aliases = call.Region.Keys.Aliases().Where(alias => ofKey is null || alias.TargetKeyId == ofKey.Id);
        var (page, next) = Paging.Page(aliases, call.Text("Marker"), (int)(call.Number("Limit") ?? PageSize), static () => new AwsServiceException("InvalidMarkerException", 400, "Could not deserialize marker."));
        return JsonCall.Compact(new JsonObject
        {
            ["Aliases"] = new JsonArray([.. page.Select(alias => new JsonObject
            {
                ["AliasName"] = alias.Name,
                ["AliasArn"] = call.Region.Arn("kms", alias.Name),
                ["TargetKeyId"] = alias.TargetKeyId,
                ["CreationDate"] = JsonCall.Seconds(alias.Created),
                ["LastUpdatedDate"] = JsonCall.Seconds(alias.Created),
            })]),
            ["NextMarker"] = next,
            ["Truncated"] = next is not null,
        });
    }

    private JsonObject Create(JsonCall call)
    {
        var spec = call.Text("KeySpec") ?? call.Text("CustomerMasterKeySpec") ?? KeySpecs.Symmetric;
        var usage = call.Text("KeyUsage") ?? (spec == KeySpecs.Symmetric ? KeySpecs.EncryptDecrypt : throw Error(CommonError.Invalid, $"You must specify a KeyUsage value for the key spec {spec}."));
        if (!KeySpecs.Fit(spec, usage))
        {
            throw Error(CommonError.Invalid, $"KeyUsage {usage} is not compatible with KeySpec {spec}");
        }

        var key = call.Region.Keys.Put(new KmsKey(call.Flag("MultiRegion") ? $"mrk-{Guid.NewGuid():N}" : $"{Guid.NewGuid()}")
        {
            Description = call.Text("Description") ?? "",
            Spec = spec,
            Usage = usage,
        });
        return new JsonObject { ["KeyMetadata"] = Metadata(call, key) };
    }

    private JsonObject? CreateAlias(JsonCall call)
    {
        var name = call.Required("AliasName");
        if (!name.StartsWith("alias/", StringComparison.Ordinal))
        {
            throw Error(CommonError.Invalid, "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }

        if (name.StartsWith("alias/aws/", StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Length == "alias/".Length)
        {
            throw new AwsServiceException("InvalidAliasNameException", 400, $"The alias name {name} is reserved or not valid.");
        }

        var target = call.Required("TargetKeyId");
        if (target.Contains("alias/", StringComparison.Ordinal))
        {
            throw Error(CommonError.Invalid, "Aliases must refer to keys. Not aliases");
        }

        call.Region.Keys.CreateAlias(name, Find(call, target));
        return null;
    }

    private KmsKey Find(JsonCall call, string id)
    {
        if (call.Region.Keys.Find(id) is { } key)
        {
            return key;
        }

        if (!id.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw NotFound(id.StartsWith("alias/", StringComparison.Ordinal)
                ? $"Alias {call.Region.Arn("kms", id)} is not found."
                : $"Key '{call.Region.Arn("kms", "key/" + id)}' does not exist");
        }

        var arn = ArnForm.Match(id);
        if (!arn.Success)
        {
            throw new AwsServiceException("InvalidArnException", 400, $"{id} is not a valid ARN.");
        }

        if (arn.Groups["region"].Value != call.Region.Name)
        {
            throw NotFound($"Invalid arn {arn.Groups["region"].Value}");
        }

        throw arn.Groups["account"].Value == call.Region.Account.Id
            ? NotFound(id.Contains(":alias/", StringComparison.Ordinal) ? $"Alias {id} is not found." : $"Key '{id}' does not exist")
            : Error(CommonError.Denied, $"User: {call.Caller.Arn} is not authorized to perform: kms:DescribeKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access");
    }

    private static AwsServiceException NotFound(string message) => new("NotFoundException", 400, message);

    private static JsonObject Metadata(JsonCall call, KmsKey key)
    {
        var (member, algorithms) = KeySpecs.Of(key);
        return new JsonObject
        {
            ["AWSAccountId"] = call.Region.Account.Id,
            ["KeyId"] = key.Id,
            ["Arn"] = call.Region.Keys.ArnOf(key),
            ["CreationDate"] = JsonCall.Seconds(key.Created),
            ["Enabled"] = key.State == "Enabled",
            ["Description"] = key.Description,
            ["KeyUsage"] = key.Usage,
            ["KeyState"] = key.State,
            ["Origin"] = "AWS_KMS",
            ["KeyManager"] = key.Manager,
            ["CustomerMasterKeySpec"] = key.Spec,
            ["KeySpec"] = key.Spec,
            [member] = new JsonArray([.. algorithms.Select(algorithm => JsonValue.Create(algorithm))]),
            ["MultiRegion"] = key.IsMultiRegion,
        };
    }
}
