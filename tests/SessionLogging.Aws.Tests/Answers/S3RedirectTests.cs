using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Tests.Answers;

public sealed class S3RedirectTests
{
    private const string From = "https://audit-logs.s3.eu-west-1.amazonaws.com/";

    [Theory]
    [InlineData("https://audit-logs.s3.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3-us-west-2.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.amazonaws.com/a")]
    [InlineData("https://s3.eu-central-1.amazonaws.com/audit-logs/a")]
    [InlineData("https://audit-logs.s3-fips.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.dualstack.eu-west-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.dualstack.eu-west-1.api.aws/a", "https://audit-logs.s3.dualstack.eu-west-1.api.aws/")]
    [InlineData("https://audit-logs.s3.cn-northwest-1.amazonaws.com.cn/a", "https://audit-logs.s3.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    public void S3_sends_on_to_S3(string to, string from = From, string region = "eu-west-1") =>
        Assert.True(S3Redirects.LeadsToS3(new Uri(from), new Uri(to), region));

    [Theory]
    [InlineData("http://audit-logs.s3.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.us-east-1.amazonaws.com:8443/a")]
    [InlineData("https://user:secret@audit-logs.s3.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.us-east-1.amazonaws.com.evil.example/a")]
    [InlineData("https://audit-logs.s3.evil.example/a")]
    [InlineData("https://evil.example/s3.amazonaws.com")]
    [InlineData("https://s3-evil-123.eu-west-1.elb.amazonaws.com/a")]
    [InlineData("https://s3.compute.amazonaws.com/a")]
    [InlineData("https://evils3.amazonaws.com/a")]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.cn-north-1.amazonaws.com.cn/a")]
    [InlineData("https://amazonaws.com/a")]
    [InlineData("https://127.0.0.1/a")]
    public void Nothing_else_is_S3(string to) => Assert.False(S3Redirects.LeadsToS3(new Uri(From), new Uri(to), "eu-west-1"));
}
