using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class EventPatternTests
{
    private const string Event = """
        {
          "source": "aws.ssm", "region": "eu-west-1", "resources": [],
          "detail": {
            "name": "StartSession", "count": 3, "price": 3.0, "denied": false, "reason": "", "errorCode": null, "ip": "10.0.0.7", "path": "/var/*/log",
            "tags": ["a", "B"], "people": [{ "first": "Ann", "last": "Ash" }, { "first": "Bob" }]
          }
        }
        """;

    [Theory]
    [InlineData("""{"source":["aws.ssm"]}""", true)]
    [InlineData("""{"source":["aws.ec2","aws.ssm"]}""", true)]
    [InlineData("""{"source":["aws.SSM"]}""", false)]
    [InlineData("""{"source":["aws.ssm"],"region":["us-east-1"]}""", false)]
    [InlineData("""{"none":["x"]}""", false)]
    [InlineData("""{"detail":{"reason":[""]}}""", true)]
    [InlineData("""{"detail":{"errorCode":[null]}}""", true)]
    [InlineData("""{"detail":{"denied":[false]}}""", true)]
    [InlineData("""{"detail":{"count":[3]}}""", true)]
    [InlineData("""{"detail":{"count":["3"]}}""", false)]
    [InlineData("""{"detail":{"price":[3]}}""", false)]
    [InlineData("""{"detail":{"name":[{"prefix":"Start"}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"prefix":"start"}]}}""", false)]
    [InlineData("""{"detail":{"name":[{"prefix":{"equals-ignore-case":"sTART"}}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"suffix":"Session"}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"suffix":{"equals-ignore-case":"SESSION"}}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"equals-ignore-case":"STARTSESSION"}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"wildcard":"St*Ses*"}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"wildcard":"St*x"}]}}""", false)]
    [InlineData("""{"detail":{"path":[{"wildcard":"/var/\\*/*"}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"wildcard":"StartS?ssion"}]}}""", false)]
    [InlineData("""{"detail":{"name":[{"anything-but":"x"}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"anything-but":["x","StartSession"]}]}}""", false)]
    [InlineData("""{"detail":{"count":[{"anything-but":[1,2]}]}}""", true)]
    [InlineData("""{"detail":{"count":[{"anything-but":3}]}}""", false)]
    [InlineData("""{"detail":{"name":[{"anything-but":{"prefix":"Start"}}]}}""", false)]
    [InlineData("""{"detail":{"name":[{"anything-but":{"prefix":["Stop","End"]}}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"anything-but":{"suffix":"Session"}}]}}""", false)]
    [InlineData("""{"detail":{"name":[{"anything-but":{"equals-ignore-case":"startsession"}}]}}""", false)]
    [InlineData("""{"detail":{"name":[{"anything-but":{"wildcard":"*Ses*"}}]}}""", false)]
    [InlineData("""{"detail":{"none":[{"anything-but":"x"}]}}""", false)]
    [InlineData("""{"detail":{"count":[{"numeric":[">",2,"<=",3]}]}}""", true)]
    [InlineData("""{"detail":{"count":[{"numeric":["<",3]}]}}""", false)]
    [InlineData("""{"detail":{"price":[{"numeric":["=",3]}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"numeric":[">=",0]}]}}""", false)]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.0.0/24"}]}}""", true)]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.1.0/24"}]}}""", false)]
    [InlineData("""{"detail":{"name":[{"exists":true}]}}""", true)]
    [InlineData("""{"detail":{"name":[{"exists":false}]}}""", false)]
    [InlineData("""{"detail":{"errorCode":[{"exists":true}]}}""", true)]
    [InlineData("""{"detail":{"none":[{"exists":false}]}}""", true)]
    [InlineData("""{"none":{"inner":[{"exists":false}]}}""", true)]
    [InlineData("""{"none":{"inner":[{"exists":true}]}}""", false)]
    [InlineData("""{"detail":[{"exists":true}]}""", false)]
    [InlineData("""{"resources":[{"exists":false}]}""", true)]
    [InlineData("""{"detail":{"none":[{"exists":false},"x"]}}""", true)]
    [InlineData("""{"detail":{"tags":["B"]}}""", true)]
    [InlineData("""{"detail":{"tags":[{"anything-but":"a"}]}}""", true)]
    [InlineData("""{"detail":{"people":{"first":["Bob"]}}}""", true)]
    [InlineData("""{"detail":{"people":{"first":["Bob"],"last":["Ash"]}}}""", false)]
    [InlineData("""{"detail":{"people":{"last":[{"exists":false}]}}}""", false)]
    [InlineData("""{"$or":[{"source":["x"]},{"region":["eu-west-1"]}]}""", true)]
    [InlineData("""{"$or":[{"source":["x"]},{"region":["y"]}]}""", false)]
    [InlineData("""{"detail":{"$or":[{"count":[3]},{"name":["x"]}],"name":["StartSession"]}}""", true)]
    [InlineData("""{"detail":{"$or":[{"none":[{"exists":false}]},{"name":["x"]}],"name":["x"]}}""", false)]
    public void A_pattern_matches_as_the_documentation_says(string pattern, bool matches)
        => Assert.Equal(matches, EventPattern.Read(pattern).Matches((JsonObject)JsonNode.Parse(Event)!));

    [Theory]
    [InlineData("", "Invalid JSON")]
    [InlineData("[]", "Filter is not an object")]
    [InlineData("{}", "Empty objects")]
    [InlineData("""{"a":{}}""", "Empty objects")]
    [InlineData("""{"a":"x"}""", "\"a\" must be an object or an array")]
    [InlineData("""{"a":["x"],"a":["y"]}""", "Invalid JSON")]
    [InlineData("""{"a":[]}""", "Empty arrays")]
    [InlineData("""{"a":[["x"]]}""", "nested")]
    [InlineData("""{"a":[{"prefix":"x","suffix":"y"}]}""", "Only one key")]
    [InlineData("""{"a":[{"like":"x"}]}""", "Unrecognized match type like")]
    [InlineData("""{"a":[{"prefix":1}]}""", "must be a string")]
    [InlineData("""{"a":[{"prefix":{"suffix":"x"}}]}""", "equals-ignore-case")]
    [InlineData("""{"a":[{"exists":"yes"}]}""", "true or false")]
    [InlineData("""{"a":[{"numeric":[">"]}]}""", "must be an array")]
    [InlineData("""{"a":[{"numeric":["~",1]}]}""", "Unrecognized numeric range operator: ~")]
    [InlineData("""{"a":[{"anything-but":["x",1]}]}""", "anything-but")]
    [InlineData("""{"a":[{"anything-but":[]}]}""", "anything-but")]
    [InlineData("""{"a":[{"anything-but":{"like":"x"}}]}""", "Unrecognized match type like")]
    [InlineData("""{"a":[{"wildcard":"a**b"}]}""", "Consecutive wildcard")]
    [InlineData("""{"a":[{"wildcard":"a\\b"}]}""", "Invalid escape")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0"}]}""", "Malformed CIDR")]
    public void What_is_no_pattern_is_told(string pattern, string reason)
    {
        var refused = Assert.Throws<AwsServiceException>(() => EventPattern.Read(pattern));

        Assert.Equal("InvalidEventPatternException", refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
