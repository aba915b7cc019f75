using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class ServiceModelTests : SandboxTest
{
    /// <summary>Prints, of each operation, the members of its input with what the model demands of them.</summary>
    private const string Script = """
        import botocore.session, json, sys
        session = botocore.session.Session()
        answer = {}
        for service in sys.argv[1:]:
            model = session.get_service_model(service)
            operations = answer[service] = {}
            for name in model.operation_names:
                shape = model.operation_model(name).input_shape
                members = {} if shape is None else shape.members
                operations[name] = {member: {
                    "required": member in shape.required_members,
                    "min": of.metadata.get("min"), "max": of.metadata.get("max"),
                    "pattern": of.metadata.get("pattern"), "enum": of.metadata.get("enum"), "type": of.type_name,
                } for member, of in members.items()}
        json.dump(answer, sys.stdout)
        """;

    /// <summary>Where the sandbox knowingly differs from the model.</summary>
    private static readonly HashSet<string> Differences = new(StringComparer.Ordinal)
    {
        // The model's pattern names a range above U+FFFF that .NET's expressions cannot.
        "AssumeRole RoleArn pattern",

        // Kinds of keys that the sandbox does not make.
        "CreateKey KeySpec enum",
        "CreateKey CustomerMasterKeySpec enum",

        // The characters of a token that the sandbox itself hands out.
        "ListAliases Marker pattern",
    };

    [Fact]
    public async Task Requests_are_held_to_what_the_service_models_say()
    {
        var python = OtherProgram.Find("python3");
        Assert.SkipWhen(python is null, "python3 is not on PATH: the sandbox's rules are not compared with the service models here.");
        var answer = await OtherProgram.RunAsync(
            python, ["-c", Script, .. Server.Services.Select(service => service.SigningName)], Path.GetTempPath(), new Dictionary<string, string>(StringComparer.Ordinal), input: "", Cancel);
        Assert.SkipWhen(answer.ExitCode != 0, $"python3 has no botocore: the sandbox's rules are not compared with the service models here. {answer.Error}");

        var models = JsonNode.Parse(answer.Output)!;
        var differences = Server.Services.SelectMany(service => service.Operations.SelectMany(
            operation => Compare(operation, models[service.SigningName]![operation.Name] as JsonObject, checksRequired: service is not SessionLogging.Sandbox.S3.S3Service)));

        Assert.Equal(string.Join('\n', Differences.Order(StringComparer.Ordinal)), string.Join('\n', differences.Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> Compare(Operation operation, JsonObject? model, bool checksRequired)
    {
        if (model is null)
        {
            yield return $"{operation.Name} is no operation of the model";
            yield break;
        }

        var demanded = model.Where(member => member.Value!["required"]!.GetValue<bool>()).Select(member => member.Key);
        if (checksRequired && !demanded.Order(StringComparer.Ordinal).SequenceEqual(operation.Rules.Where(rule => rule.Required).Select(rule => rule.Member).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            yield return $"{operation.Name} required";
        }

        foreach (var rule in operation.Rules)
        {
            foreach (var part in Compare(rule, model[rule.Member]))
            {
                yield return $"{operation.Name} {rule.Member} {part}";
            }
        }
    }

    private static IEnumerable<string> Compare(MemberRule rule, JsonNode? member)
    {
        if (member is null)
        {
            yield return "is no member of the model";
            yield break;
        }

        var isNumber = member["type"]!.ToString() is "integer" or "long";
        var isList = member["type"]!.ToString() == "list";
        if (!isList && ((isNumber ? rule.Range?.Min : rule.MinLength), (isNumber ? rule.Range?.Max : rule.MaxLength)) != (Least(member), member["max"]?.GetValue<int>()))
        {
            yield return "length or range";
        }

        if (rule.Pattern != member["pattern"]?.ToString())
        {
            yield return "pattern";
        }

        if (member["enum"] is JsonArray { Count: > 0 } values && !values.Select(value => value!.ToString()).Order(StringComparer.Ordinal).SequenceEqual((rule.OneOf ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            yield return "enum";
        }
    }

    /// <summary>A least length of 0 demands nothing.</summary>
    private static int? Least(JsonNode member) => member["min"]?.GetValue<int>() is > 0 and var least ? least : null;
}
