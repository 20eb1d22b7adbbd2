import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.util.Base64;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What the CloudEvents SDK for Java finds in records, as its deserializer for Kafka gives them to a consumer. */
public class Read {
  public static void main(String[] parameters) throws Exception {
    ObjectMapper json = new ObjectMapper();
    ArrayNode found = json.createArrayNode();
    try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
      for (JsonNode record : json.readTree(System.in)) {
        RecordHeaders headers = new RecordHeaders();
        record.get("headers").fields().forEachRemaining(
            header -> headers.add(header.getKey(), Base64.getDecoder().decode(header.getValue().asText())));
        byte[] value = Base64.getDecoder().decode(record.get("value").asText());
        CloudEvent event = deserializer.deserialize(record.get("topic").asText(), headers, value);
        ObjectNode one = found.addObject();
        ObjectNode attributes = one.putObject("attributes");
        for (String name : event.getAttributeNames()) attributes.put(name, event.getAttribute(name).toString());
        for (String name : event.getExtensionNames()) attributes.put(name, event.getExtension(name).toString());
        one.set("data", json.readTree(event.getData().toBytes()));
      }
    }
    System.out.println(json.writeValueAsString(found));
  }
}
