using SessionLogging.Actions.Policies;

namespace SessionLogging.Tests.Actions;

public sealed class TopicPolicyTests
{
    private const string Ours = """{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"arn:aws:sns:eu-west-1:111122223333:audit"}""";

    private static readonly string[] Ids = [.. Enumerable.Range(0, 3).Select(n => OwnershipMark.Of($"arn:aws:events:eu-west-1:111122223333:rule/r{n}"))];

    private static readonly Gen<string> Names = Gen.OneOf(Gen.String[Gen.Char['a', 'z'], 1, 6], Gen.OneOf("é\"\\", "😀", "aws:SourceArn", ""));

    private static readonly Gen<JsonNode?> Leaves = Gen.OneOf(
        Names.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.OneOf("1", "1.0", "1e400", "12345678901234567890.5", "true", "null").Select(raw => JsonNode.Parse(raw)));

    private static readonly Gen<JsonNode?> Values = Gen.Recursive<JsonNode?>((depth, inner) => depth > 2 ? Leaves : Gen.OneOf(
        Leaves,
        inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
        Gen.Select(Names, inner).Array[0, 3].Select(Members)));

    private static readonly Gen<JsonNode?> Statements = Gen.Select(Names, Values).Array[1, 4].Select(Members);

    private static readonly Gen<string> Policies = Gen.Select(
        Gen.Select(Names.Where(name => name != "Statement"), Values).Array[0, 3].Select(Members),
        Gen.OneOf(Statements, Statements.Array[1, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
        Gen.Bool,
        (members, statements, isFirst) =>
        {
            var root = new JsonObject();
            foreach (var (name, value) in members!.AsObject())
            {
                root[name] = value?.DeepClone();
            }

            root.Insert(isFirst ? 0 : root.Count, "Statement", statements?.DeepClone());
            return root.ToJsonString();
        });

    [Fact]
    public void What_is_added_to_any_policy_is_taken_out_again_in_any_order() => Gen.Select(Policies, Gen.Shuffle(Ids), Gen.Shuffle(Ids)).Sample((policy, adding, removing) =>
    {
        var merged = adding.Aggregate(policy, (text, id) => TopicPolicy.With(text, id, Ours));

        Assert.All(Ids, id => Assert.True(TopicPolicy.Has(merged, id, Ours)));
        Same(Without(policy), Without(merged));
        Same(policy, removing.Aggregate(merged, (text, id) => TopicPolicy.Without(text, id, "gone")));
    });

    [Fact]
    public void Adding_again_changes_nothing_and_removing_what_is_not_there_changes_no_byte() => Policies.Sample(policy =>
    {
        var merged = TopicPolicy.With(policy, Ids[0], Ours);

        Same(merged, TopicPolicy.With(merged, Ids[0], Ours));
        Assert.Same(policy, TopicPolicy.Without(policy, Ids[0], "gone"));
    });

    [Fact]
    public void A_statement_of_the_same_id_that_says_something_else_is_replaced()
    {
        var other = $$"""{"Statement":[{"Sid":"{{Ids[0]}}","Effect":"Deny"},{"Sid":"theirs"}]}""";

        Assert.True(TopicPolicy.HasId(other, Ids[0]));
        Assert.False(TopicPolicy.Has(other, Ids[0], Ours));
        var merged = TopicPolicy.With(other, Ids[0], Ours);
        Assert.True(TopicPolicy.Has(merged, Ids[0], Ours));
        Same("""{"Statement":[{"Sid":"theirs"}]}""", TopicPolicy.Without(merged, Ids[0], "gone"));
    }

    [Fact]
    public void Numbers_keep_their_spelling() =>
        Assert.Contains("1.0e2", TopicPolicy.With("""{"n":1.0e2,"Statement":[]}""", Ids[0], Ours), StringComparison.Ordinal);

    [Fact]
    public void A_topic_is_never_left_without_a_policy() =>
        Assert.Equal("default", TopicPolicy.Without(TopicPolicy.With("""{"Statement":[]}""", Ids[0], Ours), Ids[0], "default"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_policy_is_refused(string policy) =>
        Assert.Equal("TopicPolicyUnreadable", Assert.Throws<SessionActionException>(() => TopicPolicy.With(policy, Ids[0], Ours)).ErrorId);

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"kms:*"}}""", true)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"Service":["sns.amazonaws.com","events.amazonaws.com"]},"Action":["kms:GenerateDataKey*","kms:Decrypt"]}]}""", true)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"KMS:decrypt","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}]}""", true)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*"}]}""", true)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"kms:*","Condition":{"StringEquals":{"AWS:SourceOwner":"111122223333"}}}]}""", false)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*"}]}""", false)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"kms:Encrypt"}]}""", false)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny","Principal":{"Service":"events.amazonaws.com"},"Action":"kms:Decrypt"}]}""", false)]
    [InlineData("no JSON", false)]
    [InlineData(null, false)]
    public void A_policy_lets_EventBridge_in_or_not(string? policy, bool isOpen) => Assert.Equal(isOpen, PolicyGrant.Allows(policy, "kms:Decrypt"));

    private static JsonNode? Members((string Name, JsonNode? Value)[] members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members)
        {
            made[name] = value?.DeepClone();
        }

        return made;
    }

    // The policy without any statement of ours and as a list, to compare the rest.
    private static string Without(string policy)
    {
        var root = JsonNode.Parse(policy)!.AsObject();
        JsonArray all = root["Statement"] is JsonArray list ? list : [root["Statement"]!.DeepClone()];
        root["Statement"] = new JsonArray([.. all.Where(one => one is not JsonObject own || own["Sid"] is not JsonValue sid || !sid.TryGetValue<string>(out var id) || !id.StartsWith("SsmSessionAction", StringComparison.Ordinal)).Select(one => one?.DeepClone())]);
        return root.ToJsonString();
    }

    private static void Same(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"{expected}\n{actual}");
}
