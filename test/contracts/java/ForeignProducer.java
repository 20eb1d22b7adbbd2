import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records with Java's own client. Each line of the file is one record: topic, key, headers (name=value, parted by a
 * unit separator) and body, parted by tabs; a line "commit" or "abort" ends a transaction, if there are any.
 */
public class ForeignProducer {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args[0]);
        settings.put("compression.type", args[1]);
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "50");
        boolean transactional = !args[2].equals("-");
        if (transactional) settings.put("transactional.id", args[2]);
        List<String> lines = Files.readAllLines(Path.of(args[3]), StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            if (transactional) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            Future<?> last = null;
            for (String line : lines) {
                if (line.equals("commit") || line.equals("abort")) {
                    producer.flush();
                    if (line.equals("commit")) producer.commitTransaction();
                    else producer.abortTransaction();
                    producer.beginTransaction();
                    continue;
                }
                String[] parts = line.split("\t", 4);
                var record = new ProducerRecord<>(parts[0], parts[1], parts[3].getBytes(StandardCharsets.UTF_8));
                for (String header : parts[2].split("\u001f")) {
                    String[] pair = header.split("=", 2);
                    record.headers().add(pair[0], pair[1].getBytes(StandardCharsets.UTF_8));
                }
                last = producer.send(record);
            }
            if (transactional) producer.abortTransaction();
            else if (last != null) last.get();
            producer.flush();
        }
    }
}
